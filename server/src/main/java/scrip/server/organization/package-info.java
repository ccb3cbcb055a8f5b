/// Organizations, members of consortia, and agreements.
///
/// Owns: the operations that make and show them, and the sandboxes they are tried in: realms whose
/// clocks stand still until they are moved.
///
/// Refuses to own: who may be a member and what an agreement changes (`scrip.core` decides), and
/// people with their rights.
///
/// Invariants: changing an organization changes what is named and nothing else (X3). Joining and
/// leaving change the consortium and the institution together or not at all. The clock of a sandbox
/// is moved forward only.
@NullMarked
package scrip.server.organization;

import org.jspecify.annotations.NullMarked;
