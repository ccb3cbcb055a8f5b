package scrip.proof.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule of the rulebook.
///
/// @param id its number, such as `R12`
/// @param classes the full names of the classes that decide it; empty if it is for later
/// @param later why it has neither class nor scenario yet; null if it must have both
record Rule(String id, String title, List<String> classes, @Nullable String later) {}
