package scrip.server.chain;

import java.time.Instant;

/// The ends of all accounts at an instant.
///
/// @param checkpoint its number, from 1
/// @param accounts how many there were: the leaves of its tree
/// @param facts how many facts they had together
/// @param root of the tree, in hexadecimal digits
public record Checkpoint(long checkpoint, Instant at, long accounts, long facts, String root) {}
