package scrip.core.license;

import scrip.core.order.LineId;
import scrip.core.order.OrderId;

/// Months that one order line paid for, in the current period of a license; a recall takes them
/// away (R17).
///
/// @param catalogVersion the version under which they were sold: it defines the license while they
///   run (C1, L4)
public record Months(OrderId order, LineId line, int count, String catalogVersion) {}
