package scrip.proof.crash;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that the driver has asked of one data folder and was told, and everything that it found
/// wrong.
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

    /// In the order in which they were acknowledged.
    List<RememberedKey> acknowledged() {
        return acknowledged;
    }

    /// Those of which nobody knows, oldest first.
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

    /// Acknowledged and not stored.
    long lost() {
        return lost;
    }

    /// The first findings, one line each.
    List<String> findings() {
        return List.copyOf(findings);
    }
}
