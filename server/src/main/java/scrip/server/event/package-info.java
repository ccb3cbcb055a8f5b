/// Uses that arrive as CloudEvents.
///
/// Owns: the operation `POST /v1/events`, in structured, binary and batched mode; reading a
/// CloudEvent; which use it is, by the catalog in force.
///
/// Refuses to own: the use, which is checked and booked as any other (`scrip.server.use`), and the
/// mapping, which is part of the catalog (`EventUse` in `scrip.core.catalog`).
///
/// Invariants: the key of an event is made of its source and id alone, so that a repeat is the same
/// use; an event that is no use is refused and books nothing.
@NullMarked
package scrip.server.event;

import org.jspecify.annotations.NullMarked;
