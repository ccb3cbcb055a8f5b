package scrip.proof.simulate;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import scrip.core.ledger.Account;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.ledger.NoticeCode;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Draw;
import scrip.core.pack.Pack;
import scrip.core.pack.PackPhase;
import scrip.core.pack.Pool;

/// Counts how often everything has happened.
final class Tally {

    /// A use that left nothing.
    static final String DRY = "pool ran dry";

    private final Map<String, Long> counts = new HashMap<>();
    private final Map<OrganizationId, Integer> seen = new HashMap<>();
    private final Map<OrganizationId, Integer> posted = new HashMap<>();
    private final Set<String> answered = new HashSet<>();

    /// Adds the counts of another tally.
    void add(Tally other) {
        other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
    }

    void count(String what) {
        count(what, 1);
    }

    void count(String what, long times) {
        counts.merge(what, times, Long::sum);
    }

    void count(Step step, Map<String, Object> outcome) {
        count("verb " + step.verb());
        Object refused = outcome.get("refused");
        if (refused != null) {
            count("refused " + refused);
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
        if (refused == null
                && step.fields().get("key") instanceof String key
                && !step.verb().equals("correct")
                && !step.verb().equals("decide")
                && !answered.add(key)) {
            count("answered again");
        }
        if (step.verb().equals("check")) {
            looked(step, outcome);
        }
    }

    private void looked(Step step, Map<String, Object> outcome) {
        if (outcome.get("state") != null) {
            count(step.subject() + " " + outcome.get("state"));
        }
        if (step.fields().get(step.subject()) instanceof Map<?, ?> asked) {
            if (asked.containsKey("as_of")) {
                count("looked at the past");
            }
            if (asked.containsKey("within")) {
                count("looked within a consortium");
            }
        }
        if (outcome.get("count") instanceof Number count && count.longValue() > 0) {
            count("obligations run");
        }
        if (outcome.get("sets") instanceof Number sets && sets.longValue() > 1) {
            count("capacity of several sets");
        }
    }

    /// Counts what an account has booked since the last call.
    void count(MemoryLedger ledger) {
        List<Entry> entries = ledger.entries();
        Account account = ledger.account();
        int from = seen.getOrDefault(account.id(), 0);
        boolean renewed = false;
        for (Entry entry : entries.subList(from, entries.size())) {
            count("fact " + entry.fact().getClass().getSimpleName());
            renewed |= entry.fact() instanceof Fact.LicenseRenewed;
            switch (entry.fact()) {
                case Fact.Noticed notice -> {
                    count("notice " + notice.code());
                    if (renewed && notice.code() == NoticeCode.RESTORED) {
                        count("restored by a renewal");
                    }
                }
                case Fact.UseBooked use -> used(account, entry.bookedAt(), use);
                default -> Trades.count(this, account, entry);
            }
        }
        seen.put(account.id(), entries.size());
        int postings = ledger.postings().size();
        Integer before = posted.put(account.id(), postings);
        count("posted", postings - (before == null ? 0 : before));
    }

    private void used(Account account, Instant bookedAt, Fact.UseBooked use) {
        if (use.emergency() != null) {
            count("used in an emergency");
        }
        if (use.owed() > 0) {
            count("used into arrears");
        }
        if (use.reported()) {
            count(use.late() ? "reported late" : "used reported");
        }
        if (!use.organization().equals(account.id())) {
            count("used within a consortium");
        }
        if (use.draws().size() > 1) {
            count("drew on several packs");
        }
        Pool pool = account.stock().pools().get(use.pool());
        if (pool == null) {
            return;
        }
        if (pool.available() == 0 && !use.draws().isEmpty()) {
            count(DRY);
        }
        for (Draw draw : use.draws()) {
            for (Pack pack : pool.packs()) {
                if (pack.seq() == draw.pack()
                        && pack.phase() != PackPhase.VOIDED
                        && !pack.until().isAfter(bookedAt)) {
                    count("drew on a closing pack");
                }
            }
        }
    }

    /// How often something has happened.
    long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /// All counts, in alphabetical order.
    SortedMap<String, Long> counts() {
        return new TreeMap<>(counts);
    }
}
