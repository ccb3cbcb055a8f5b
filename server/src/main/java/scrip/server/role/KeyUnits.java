package scrip.server.role;

import org.jspecify.annotations.Nullable;

/// The units of work that a key may ask each second. What it asks counts for the key that made it,
/// too, and so on: all keys of a line together ask no more than their first may.
///
/// @param key its id, as text
/// @param perSecond no more than that of any key above it
/// @param above those of the key that made it; null if no key did
public record KeyUnits(String key, int perSecond, @Nullable KeyUnits above) {}
