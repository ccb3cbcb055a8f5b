package scrip.server.ledger;

/// The end of an account's part of the log.
///
/// @param hash the hash of its last row; [LogRows#FIRST] before the first
/// @param line the line of its last row: 0 unless that has no facts
record LogHead(Digest hash, int line) {

    static final LogHead NONE = new LogHead(LogRows.FIRST, 0);
}
