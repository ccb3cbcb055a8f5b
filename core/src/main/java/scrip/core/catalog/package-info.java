/// What the vendor sells: items, prices, terms and resources, as one immutable catalog version.
@NullMarked
package scrip.core.catalog;

import org.jspecify.annotations.NullMarked;
