package scrip.server.scim;

import org.jspecify.annotations.Nullable;

/// What a directory says about a group, apart from its members.
///
/// @param externalId the directory's own id
record GroupFields(String displayName, @Nullable String externalId) {}
