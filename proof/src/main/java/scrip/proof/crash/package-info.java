/// Proves by killing processes that no acknowledged command is ever lost.
///
/// A driver starts [CrashServer] in a JVM of its own: the program's `Database` and `Ledger`, with
/// the real writer on a durable embedded PostgreSQL, behind a socket instead of HTTP. It keeps
/// hundreds of commands in flight, kills with SIGKILL in the middle of batches, starts again, and
/// holds what it was told against what is stored. Some processes are not killed but stopped, and
/// continue later.
///
/// Owns: the driver's own memory of what it asked and was answered, the deaths, the comparison. It
/// shares no code with the ledger on the driver's side: it reads the tables with SQL of its own.
///
/// Invariants of every round, after the restart:
/// - Each acknowledged command is stored once, with its content; its repeat gets the same answer.
/// - A command without an answer is stored once or not at all; its repeat is booked now or gets the
///   stored answer, accordingly.
/// - Nothing is stored that nobody asked for, nor of a refused command.
/// - For each account, granted less used units are what postings add up to and what is read.
/// - The verification finds nothing.
@NullMarked
package scrip.proof.crash;

import org.jspecify.annotations.NullMarked;
