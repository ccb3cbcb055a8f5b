/// What may stand in a text that somebody typed or sent (X3). Refuses to own where texts come from:
/// those who read them ask here.
///
/// Invariant: nothing here changes a text; it is taken as it was sent, or refused.
@NullMarked
package scrip.core.text;

import org.jspecify.annotations.NullMarked;
