package scrip.core.sorted;

import org.jspecify.annotations.Nullable;

/// What the values of a map add up to: kept for every part of its tree, and brought up to date by
/// the changes that touch that part.
///
/// @param <V> the values
/// @param <S> the sum; immutable
public interface Summary<V, S> {

    /// What one value gives; null if nothing.
    @Nullable S of(V value);

    /// What two neighbouring parts give together, the earlier one named first. Need not be
    /// commutative, but associative.
    S plus(S earlier, S later);
}
