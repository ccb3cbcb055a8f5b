/// Calendar sums in the institution's zone and the fixed waits with a name.
@NullMarked
package scrip.core.time;

import org.jspecify.annotations.NullMarked;
