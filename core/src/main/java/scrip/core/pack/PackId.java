package scrip.core.pack;

import java.util.UUID;
import scrip.core.order.LineId;

/// The id of a pack; equal to the id of the order line that first bought it, if any.
public record PackId(UUID value) implements Comparable<PackId> {

    /// The id of the pack that an order line buys.
    ///
    /// @param recalls how often its payment had been recalled before (R17)
    public static PackId of(LineId line, int recalls) {
        return differing(line, (long) recalls << 48);
    }

    /// The id of the bonus pack that comes with an order line (C9).
    public static PackId bonusOf(LineId line, int recalls) {
        return differing(line, (long) recalls << 48 | 1L << 19);
    }

    private static PackId differing(LineId line, long bits) {
        UUID of = line.value();
        return new PackId(
                new UUID(of.getMostSignificantBits(), of.getLeastSignificantBits() ^ bits));
    }

    @Override
    public int compareTo(PackId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
