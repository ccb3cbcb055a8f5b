/// Administration from the terminal: `./scrip staff`, `key`, `organization` and `sandbox`.
///
/// Owns: these subcommands, how they find a server that runs or start one, the file that says where
/// a server answers, and how a server is asked that is named by its address (`verify --url`).
///
/// Refuses to own: every rule of what they do. They call the operations of the HTTP API, so a
/// change from the terminal is checked, booked and recorded like any other; what admits them is a
/// pass made with the key in the data folder (`TerminalKey` in `server.http`).
///
/// Invariants:
/// - They work beside a server and without one; no server is stopped but their own.
/// - The audit log names the user of the terminal.
/// - A secret is made only when its place is there already.
@NullMarked
package scrip.server.administration;

import org.jspecify.annotations.NullMarked;
