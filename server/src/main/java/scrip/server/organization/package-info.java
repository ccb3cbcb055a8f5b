/// Organizations, members of consortia, and agreements.
///
/// Owns: the operations that make and show them.
///
/// Refuses to own: who may be a member and what an agreement changes (`scrip.core` decides), and
/// people with their rights.
///
/// Invariants: changing an organization changes what is named and nothing else (X3). Joining and
/// leaving change the consortium and the institution together or not at all.
@NullMarked
package scrip.server.organization;

import org.jspecify.annotations.NullMarked;
