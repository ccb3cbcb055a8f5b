/// Which characters a text from outside may contain (X3), and how English counts. Refuses to own
/// where texts come from: their readers call this package.
///
/// Invariant: nothing here changes a text that is kept; it is accepted as it was sent, or refused.
@NullMarked
package scrip.core.text;

import org.jspecify.annotations.NullMarked;
