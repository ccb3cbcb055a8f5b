/// The client of Scrip for products in Java.
///
/// Owns: asking what may be used and reporting what was used, so that a product works on while
/// Scrip cannot be reached (X2): answers that are kept as long as they say, uses that are kept on
/// disk until they are booked.
///
/// Refuses to own: the rules. It decides nothing that the server decides.
///
/// Invariants: a request and its key are the same in every try, so nothing is booked twice; an
/// answer is used no longer than its signed end, whatever the clock of the machine does; a report
/// that returned is on disk, and stays there until the server has booked or refused it.
package scrip.client;
