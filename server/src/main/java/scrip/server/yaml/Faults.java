package scrip.server.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// The faults found while one file is read. Accessors add syntax faults, the reader of the file
/// adds those that need knowledge of its meaning; the list is read once at the end.
public final class Faults {

    /// The maximum number of faults listed for one file; further ones are only counted.
    public static final int FAULTS_MAX = 200;

    private final SequencedSet<Fault> found = new LinkedHashSet<>();
    private int unlisted;

    /// Adds a fault; duplicates are ignored.
    public void add(Position place, String message) {
        Fault fault = new Fault(place, message);
        if (found.size() < FAULTS_MAX) {
            found.add(fault);
        } else if (!found.contains(fault)) {
            unlisted++;
        }
    }

    /// Whether further faults are only counted, so that what they say does not matter.
    boolean isFull() {
        return found.size() >= FAULTS_MAX;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /// All faults in the order of the file.
    public List<Fault> list() {
        List<Fault> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(Fault::place));
        if (unlisted > 0) {
            sorted.add(
                    new Fault(
                            sorted.getLast().place(),
                            "and " + unlisted + " more faults; fix those above first"));
        }
        return List.copyOf(sorted);
    }
}
