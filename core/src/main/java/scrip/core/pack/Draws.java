package scrip.core.pack;

import java.util.ArrayList;
import java.util.List;

/// What one use has drawn and still has, draw by draw, in the order in which it drew; what goes
/// back to a pack is taken from the last draw on it (R16).
public final class Draws {

    private final List<Draw> left = new ArrayList<>();

    /// Nothing drawn yet.
    public Draws() {}

    /// Adds a draw.
    public void draw(long pack, long units) {
        left.add(new Draw(pack, units));
    }

    /// Takes units back from the last draws on a pack.
    ///
    /// @throws IllegalArgumentException when fewer were drawn
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

    /// What is left, first draw first.
    public List<Draw> toList() {
        return List.copyOf(left);
    }
}
