package scrip.proof.crash;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that the driver asked of one data folder, every answer it got, and everything it
/// found wrong.
final class DriverMemory {

    private static final int FINDINGS_MAX = 50;

    private final Map<String, RememberedKey> all = new LinkedHashMap<>();
    private final Map<String, RememberedKey> unanswered = new LinkedHashMap<>();
    private final List<RememberedKey> acknowledged = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private long lost;

    void add(RememberedKey asked) {
        all.put(asked.key(), asked);
        unanswered.put(asked.key(), asked);
    }

    void acknowledge(RememberedKey asked, String answer) {
        asked.answer(answer);
        unanswered.remove(asked.key());
        acknowledged.add(asked);
    }

    Collection<RememberedKey> all() {
        return all.values();
    }

    @Nullable RememberedKey get(String key) {
        return all.get(key);
    }

    /// Acknowledged commands, in the order of their acknowledgement.
    List<RememberedKey> acknowledged() {
        return acknowledged;
    }

    /// Commands whose outcome is unknown, oldest first.
    List<RememberedKey> unanswered() {
        return List.copyOf(unanswered.values());
    }

    void find(String finding) {
        if (findings.size() < FINDINGS_MAX) {
            findings.add(finding);
        }
    }

    void lost(RememberedKey asked) {
        lost++;
        find("LOST: " + asked + " was acknowledged and is not stored");
    }

    /// The number of commands acknowledged and not stored.
    long lost() {
        return lost;
    }

    /// The first findings, one line each.
    List<String> findings() {
        return List.copyOf(findings);
    }
}
