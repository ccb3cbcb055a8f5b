package scrip.core.catalog;

/// One way to buy an item. `plan` is the name by which a buyer chooses; it is empty if only the
/// term (months or years) distinguishes the item's offers.
public record Offer(String plan, Price price) {}
