/// The accounts of a realm as the features see them: commands in, outcomes and readings out.
///
/// Owns: waiting for the ledger's answer, and turning what is not an acceptance into a problem.
///
/// Refuses to own: any rule, and what a command means; the ledger decides, features ask.
@NullMarked
package scrip.server.account;

import org.jspecify.annotations.NullMarked;
