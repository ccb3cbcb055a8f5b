package scrip.core.ledger;

import java.time.Instant;

/// A reported use that waits for the vendor's decision (R8).
public record Kept(long seq, String key, Command.Use use, Instant eventAt, Code reason) {}
