/// Measures HTTP: an empty endpoint, questions about access, uses one by one and in batches, all on
/// connections that stay open, with a load generator whose own processor time is told apart.
@NullMarked
package scrip.bench.http;

import org.jspecify.annotations.NullMarked;
