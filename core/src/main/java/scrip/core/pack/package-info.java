/// Prepaid packs and pools, and the order in which they are deducted.
@NullMarked
package scrip.core.pack;

import org.jspecify.annotations.NullMarked;
