package scrip.core.pack;

import java.util.List;

/// The levels at which a pool's users are warned that little is left (R19).
public enum Level {
    LOW_20(20),
    LOW_10(10),
    LOW_5(5),
    LOW_0(0);

    private final int percent;

    Level(int percent) {
        this.percent = percent;
    }

    /// Every level in the order in which a falling quantity reaches them.
    static List<Level> falling() {
        return List.of(values());
    }

    /// Whether the units left have fallen to this level.
    boolean reached(long available, long whole) {
        return Math.multiplyExact(available, 100L) <= Math.multiplyExact(whole, (long) percent);
    }
}
