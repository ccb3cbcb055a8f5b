/// Load drivers, long simulations and planted faults. Never shipped.
@NullMarked
package scrip.bench;

import org.jspecify.annotations.NullMarked;
