/// What measures: load drivers, side by side with what they are compared to. Never shipped.
@NullMarked
package scrip.bench;

import org.jspecify.annotations.NullMarked;
