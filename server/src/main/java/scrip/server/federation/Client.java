package scrip.server.federation;

import org.jspecify.annotations.Nullable;

/// What this server is to a provider.
///
/// @param secret null if another installation's key encrypted it
record Client(IdentityProvider provider, @Nullable String secret) {}
