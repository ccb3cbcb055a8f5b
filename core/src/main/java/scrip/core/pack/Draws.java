package scrip.core.pack;

import java.util.ArrayList;
import java.util.List;

/// The draws of one use that have not been given back, in the order in which it drew; units given
/// back to a pack reduce the last draw on it (R16).
public final class Draws {

    private final List<Draw> left = new ArrayList<>();

    /// No draws yet.
    public Draws() {}

    /// Adds a draw.
    public void draw(long pack, long units) {
        left.add(new Draw(pack, units));
    }

    /// Gives units back from the last draws on a pack.
    ///
    /// @throws IllegalArgumentException if fewer were drawn
    public void giveBack(long pack, long units) {
        long back = units;
        for (int i = left.size() - 1; i >= 0 && back > 0; i--) {
            Draw draw = left.get(i);
            if (draw.pack() == pack) {
                long part = Math.min(back, draw.units());
                back -= part;
                if (part == draw.units()) {
                    left.remove(i);
                } else {
                    left.set(i, new Draw(pack, draw.units() - part));
                }
            }
        }
        if (back > 0) {
            throw new IllegalArgumentException("pack " + pack + " was not drawn " + units);
        }
    }

    /// The remaining draws, first draw first.
    public List<Draw> toList() {
        return List.copyOf(left);
    }
}
