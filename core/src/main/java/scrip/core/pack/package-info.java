/// Packs and pools: units bought, drawn, held and owed, and the order of deduction (R1 to R20).
///
/// Owns the arithmetic of one pool. Refuses to know accounts, catalogs and time: a pack is moved
/// through its phases by facts. Invariants: available + held + drawn + expired + voided = quantity
/// for each pack; while something is owed, no open pack has anything available once arrears have
/// been repaid (R12, R20).
@NullMarked
package scrip.core.pack;

import org.jspecify.annotations.NullMarked;
