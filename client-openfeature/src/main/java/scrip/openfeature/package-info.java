/// What Scrip sells, as flags of OpenFeature for products in Java.
///
/// Owns: which question a flag and its context ask, and which reason, error code and metadata an
/// answer has.
///
/// Refuses to own: asking and keeping answers, which the client does; and the client itself, which
/// is closed by whoever opened it.
///
/// Invariants: a flag is true only if access is `ALLOWED`; whatever keeps it from being answered is
/// an error with a code, and hands back the default of the call.
@org.jspecify.annotations.NullMarked
package scrip.openfeature;
