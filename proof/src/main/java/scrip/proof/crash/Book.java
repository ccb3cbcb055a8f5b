package scrip.proof.crash;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that the driver has asked of one data folder and was told, and everything that it found
/// wrong.
final class Book {

    private static final int FINDINGS_MAX = 50;

    private final Map<String, Asked> all = new LinkedHashMap<>();
    private final Map<String, Asked> unanswered = new LinkedHashMap<>();
    private final List<Asked> acknowledged = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private long lost;

    void add(Asked asked) {
        all.put(asked.key(), asked);
        unanswered.put(asked.key(), asked);
    }

    void acknowledge(Asked asked, String answer) {
        asked.answer(answer);
        unanswered.remove(asked.key());
        acknowledged.add(asked);
    }

    Collection<Asked> all() {
        return all.values();
    }

    @Nullable Asked get(String key) {
        return all.get(key);
    }

    /// In the order in which they were acknowledged.
    List<Asked> acknowledged() {
        return acknowledged;
    }

    /// Those of which nobody knows, oldest first.
    List<Asked> unanswered() {
        return List.copyOf(unanswered.values());
    }

    void find(String finding) {
        if (findings.size() < FINDINGS_MAX) {
            findings.add(finding);
        }
    }

    void lost(Asked asked) {
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
