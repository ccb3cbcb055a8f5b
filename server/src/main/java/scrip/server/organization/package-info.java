/// Organizations, members of consortia, and agreements.
///
/// Owns: the operations that create and show them, and sandboxes: realms for trying things, whose
/// clocks stand still until they are moved.
///
/// Refuses to own: who may be a member and what an agreement changes (`scrip.core` decides), and
/// people and their permissions.
///
/// Invariants: changing an organization changes only the fields that were sent (X3). Joining and
/// leaving change the consortium and the institution together or not at all. The clock of a sandbox
/// only moves forward.
@NullMarked
package scrip.server.organization;

import org.jspecify.annotations.NullMarked;
