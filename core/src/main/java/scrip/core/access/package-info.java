/// Whether somebody may use something now, and the reason when not.
@NullMarked
package scrip.core.access;

import org.jspecify.annotations.NullMarked;
