/// Orders from selection through terms and payment, and their cancellation and refund.
@NullMarked
package scrip.core.order;

import org.jspecify.annotations.NullMarked;
