package scrip.core.pack;

import scrip.core.order.OrderId;

/// Where a pack comes from.
public sealed interface PackOrigin {

    /// A line of an order.
    ///
    /// @param line the number of the line in the order
    /// @param bonus whether it is a bonus on top of what the line paid for (C9)
    record OrderLine(OrderId order, int line, boolean bonus) implements PackOrigin {}

    /// A grant by the vendor, always a bonus.
    record VendorGrant() implements PackOrigin {}
}
