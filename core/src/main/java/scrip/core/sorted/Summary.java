package scrip.core.sorted;

import org.jspecify.annotations.Nullable;

/// A summary of the values of a map: stored for every subtree, and updated by the changes that
/// touch that subtree.
///
/// @param <V> the values
/// @param <S> the sum; immutable
public interface Summary<V, S> {

    /// The summary of one value; null if it does not contribute.
    @Nullable S of(V value);

    /// The summary of two adjacent parts, the earlier one first. Must be associative, but need not
    /// be commutative.
    S plus(S earlier, S later);
}
