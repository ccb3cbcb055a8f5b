package scrip.proof.crash;

/// A fault planted to check that the proof finds it.
enum Plant {
    NONE,
    /// The server acknowledges a command when it has only read it.
    ANSWER_EARLY,
    /// Commits return before they are on disk (`synchronous_commit` off).
    COMMIT_LATE
}
