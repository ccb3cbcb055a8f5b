package scrip.core.pack;

/// Units of one pack, named by its sequence number.
public record Draw(long pack, long units) {}
