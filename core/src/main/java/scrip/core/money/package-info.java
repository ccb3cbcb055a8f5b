/// Amounts of money in minor units and a currency, and how they are rounded and shared.
@NullMarked
package scrip.core.money;

import org.jspecify.annotations.NullMarked;
