package scrip.core.catalog;

/// One way to buy an item. `plan` is the name a buyer chooses by, empty where an item has only
/// offers that its term tells apart (months or years).
public record Offer(String plan, Price price) {}
