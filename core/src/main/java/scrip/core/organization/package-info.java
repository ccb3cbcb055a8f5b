/// The organizations that buy and use: institutions and consortia. Owns their ids and kinds; what
/// an organization may do is decided elsewhere.
@NullMarked
package scrip.core.organization;

import org.jspecify.annotations.NullMarked;
