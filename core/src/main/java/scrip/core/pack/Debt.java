package scrip.core.pack;

/// Units of one use, named by its sequence number, that no pack has covered yet.
public record Debt(long use, long units) {}
