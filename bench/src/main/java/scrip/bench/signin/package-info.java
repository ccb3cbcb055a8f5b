/// Sign-ins at the same moment over HTTP, and how many changes of people, sessions and keys a
/// second go one behind the other.
@NullMarked
package scrip.bench.signin;

import org.jspecify.annotations.NullMarked;
