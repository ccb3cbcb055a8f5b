package scrip.server.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// The faults found while one file is read. Filled by accessors, by the reader of the file for what
/// only it knows, and looked at once at the end.
public final class Faults {

    /// Faults listed of one file; what is more is counted.
    public static final int FAULTS_MAX = 200;

    private final SequencedSet<Fault> found = new LinkedHashSet<>();
    private int unlisted;

    /// Adds a fault; the same one twice is one.
    public void add(Position place, String message) {
        Fault fault = new Fault(place, message);
        if (found.size() < FAULTS_MAX) {
            found.add(fault);
        } else if (!found.contains(fault)) {
            unlisted++;
        }
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
                            "and " + unlisted + " more faults; mend those above first"));
        }
        return List.copyOf(sorted);
    }
}
