package scrip.server.scim;

import org.jspecify.annotations.Nullable;

/// What a step of a `PATCH` is about: an attribute, a part of it, or some of its values.
///
/// @param condition which of the values; null for all
record PatchPath(AttributePath attribute, @Nullable Filter condition) {}
