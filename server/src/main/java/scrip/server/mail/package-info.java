/// Sending mail.
///
/// Owns: the connection to the mail server that the operator names, and the form of a letter.
///
/// Refuses to own: what a letter says, and when it is sent (`signin`; heads: `chain`).
///
/// Invariants:
/// - Without a mail server nothing is sent, and everything else works.
/// - A password goes only over an encrypted connection, and to the server of that name.
/// - Sending takes at most some seconds: it happens after the commit, never in a transaction.
@NullMarked
package scrip.server.mail;

import org.jspecify.annotations.NullMarked;
