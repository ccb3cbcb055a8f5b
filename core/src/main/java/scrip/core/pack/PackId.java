package scrip.core.pack;

import java.util.UUID;
import scrip.core.order.LineId;

/// The id of a pack; that of the order line that bought it, if one did.
public record PackId(UUID value) implements Comparable<PackId> {

    /// The id of the pack that an order line buys.
    public static PackId of(LineId line) {
        return new PackId(line.value());
    }

    /// The id of the bonus pack that comes with an order line (C9).
    public static PackId bonusOf(LineId line) {
        UUID of = line.value();
        return new PackId(
                new UUID(of.getMostSignificantBits(), of.getLeastSignificantBits() ^ (1L << 19)));
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
