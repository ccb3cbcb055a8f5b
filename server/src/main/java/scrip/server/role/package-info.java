/// Who may do what.
///
/// Owns: the roles of the vendor and of organizations, the one table of what each may do
/// ([scrip.server.role.Permission]), and and the caller's identity ([scrip.server.role.Identity]).
///
/// Refuses to own: people, sessions and keys, from which an identity is made, and HTTP, which asks
/// it.
///
/// Invariants:
/// - Whoever has no role in an organization does not learn whether it exists.
/// - The auditor may read everything and change nothing.
/// - An API key may do nothing that its creator may not.
@NullMarked
package scrip.server.role;

import org.jspecify.annotations.NullMarked;
