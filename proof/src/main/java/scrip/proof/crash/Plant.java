package scrip.proof.crash;

/// A fault planted to see that it is found.
enum Plant {
    NONE,
    /// The server says that it has booked a command when it has only read it.
    ANSWER_EARLY,
    /// Commits return before they are on disk (`synchronous_commit` off).
    COMMIT_LATE
}
