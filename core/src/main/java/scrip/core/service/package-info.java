/// Services the vendor performs and the buyer accepts.
@NullMarked
package scrip.core.service;

import org.jspecify.annotations.NullMarked;
