/// Plays scenario files: the rulebook as stories that anyone can run. Owns the format of the files,
/// their faults, the words of the steps and the comparison of what happened with what was expected.
/// It decides nothing itself: every step is a command or a read of the same use cases as HTTP, on a
/// [scrip.server.rehearse.Stage].
@NullMarked
package scrip.server.rehearse;

import org.jspecify.annotations.NullMarked;
