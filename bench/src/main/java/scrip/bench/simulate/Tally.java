package scrip.bench.simulate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.organization.OrganizationId;

/// How often everything has happened.
final class Tally {

    private final Map<String, Long> counts;
    private final Map<OrganizationId, Integer> seen = new HashMap<>();

    Tally() {
        this(new TreeMap<>());
    }

    private Tally(Map<String, Long> counts) {
        this.counts = counts;
    }

    /// A tally of one more world, which counts into the same sums.
    Tally world() {
        return new Tally(counts);
    }

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    void count(Step step, Map<String, Object> outcome) {
        count("verb " + step.verb());
        if (outcome.get("refused") != null) {
            count("refused " + outcome.get("refused"));
        }
        if (outcome.get("unknown") != null) {
            count("unknown " + step.verb());
        }
        if (outcome.get("result") != null) {
            count("result " + outcome.get("result"));
        }
        if (outcome.get("access") != null) {
            Object reason = outcome.get("reason");
            count("access " + outcome.get("access") + (reason == null ? "" : " " + reason));
        }
        if (step.verb().equals("check") && outcome.get("state") != null) {
            count(step.subject() + " " + outcome.get("state"));
        }
    }

    void count(MemoryLedger ledger) {
        List<Entry> entries = ledger.entries();
        int from = seen.getOrDefault(ledger.account().id(), 0);
        for (Entry entry : entries.subList(from, entries.size())) {
            count("fact " + entry.fact().getClass().getSimpleName());
            if (entry.fact() instanceof Fact.Noticed notice) {
                count("notice " + notice.code());
            }
        }
        seen.put(ledger.account().id(), entries.size());
    }

    Map<String, Long> counts() {
        return counts;
    }
}
