/// Licenses: activation, term, renewal, suspension and expiry.
@NullMarked
package scrip.core.license;

import org.jspecify.annotations.NullMarked;
