/// Plays scenario files: the rulebook as stories that anyone can run. Owns the format of the files,
/// their faults, the vocabulary of the steps and what command each means, and the comparison of
/// actual with expected outcomes. The stories of the demo are read and played by the same code,
/// with [scrip.server.rehearse.Times] of their own. It decides nothing itself: every step is a
/// command or a read of the same use cases as HTTP, on a [scrip.server.rehearse.Stage].
@NullMarked
package scrip.server.rehearse;

import org.jspecify.annotations.NullMarked;
