package scrip.core.pack;

/// Units of one pack, identified by its sequence number.
public record Draw(long pack, long units) {}
