/// Measures the client of products (`scrip.client`): answers from its memory and reports to its
/// spool, beside plain calls over HTTP, in one run against one server.
@NullMarked
package scrip.bench.client;

import org.jspecify.annotations.NullMarked;
