package scrip.core.pack;

/// Units that one use drew from one pack; both are identified by their sequence numbers.
public record UseDraw(long use, long pack, long units) {}
