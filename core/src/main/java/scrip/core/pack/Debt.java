package scrip.core.pack;

/// Units of one use, identified by its sequence number, that no pack has covered yet.
public record Debt(long use, long units) {}
