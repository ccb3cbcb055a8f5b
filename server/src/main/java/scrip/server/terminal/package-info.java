/// What all subcommands have in common.
///
/// Owns: how arguments are read (picocli), `--help`, wrong arguments, what the end of a subcommand
/// looks like, tables and JSON of answers, and where secrets go.
///
/// Refuses to own: what a subcommand does.
///
/// Invariants:
/// - Answers go to standard output, everything else to standard error.
/// - The exit code is 0 if all is well, 1 if something is wrong, 2 for wrong arguments, all of
///   which are told at once.
/// - A secret is printed only on a terminal, and only if asked for; otherwise it goes to a new file
///   that nobody else can read, or nothing is done.
@NullMarked
package scrip.server.terminal;

import org.jspecify.annotations.NullMarked;
