package scrip.server.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Beneficiaries;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;
import scrip.core.ledger.Apply;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.ledger.Posting;
import scrip.core.pack.Pool;
import scrip.core.standing.Waiting;
import scrip.server.ledger.Digest;
import scrip.server.ledger.LedgerJson;
import scrip.server.ledger.SubjectText;
import tools.jackson.core.JacksonException;

/// The audit of one account: replays its facts and compares everything else that is stored with the
/// result.
final class AccountVerification {

    private final VerificationStore store;
    private final VerificationStore.Head head;
    private final List<String> findings;
    private final Map<Long, Digest> subjectOfUse = new HashMap<>();
    private final Map<String, Digest> subjectOfKept = new HashMap<>();
    private final Set<Digest> subjects = new HashSet<>();
    private final List<VerificationStore.NoticeRow> noticed = new ArrayList<>();
    private final List<Long> corrected = new ArrayList<>();
    private final Set<String> holders = new HashSet<>();
    private final Balances books = new Balances();
    private final Map<Digest, VerificationStore.KeyRow> keys = new HashMap<>();
    private Account account;
    private long nextFirst = 1;

    AccountVerification(
            VerificationStore store, VerificationStore.Head head, List<String> findings) {
        this.store = store;
        this.head = head;
        this.findings = findings;
        this.account = Account.none(head.id());
    }

    /// Runs the verification of the account.
    ///
    /// @return how many facts there were
    long run() {
        keys.putAll(store.keys(head));
        List<Entry> page = store.facts(head, 0);
        while (!page.isEmpty()) {
            long from = page.getFirst().seq();
            long to = page.getLast().seq();
            if (!replay(page, from, to)) {
                return account.seq();
            }
            commands(from, to);
            page = store.facts(head, to);
        }
        end();
        return account.seq();
    }

    private boolean replay(List<Entry> page, long from, long to) {
        Map<Long, List<Posting>> postings = store.postings(head, from, to);
        Map<Long, VerificationStore.UseRow> uses = store.uses(head, from, to);
        Map<Long, String> snapshots = store.snapshots(head, from, to);
        for (Entry entry : page) {
            if (entry.seq() != account.seq() + 1) {
                find("fact " + entry.seq() + " follows " + account.seq());
                return false;
            }
            if (entry.bookedAt().isBefore(account.bookedAt())) {
                find("fact " + entry.seq() + " was booked earlier than the fact preceding it");
            }
            try {
                List<Posting> expected = Posting.of(account, entry);
                compare("postings", entry, expected, postings.getOrDefault(entry.seq(), List.of()));
                expected.forEach(books::add);
                account = Apply.apply(account, entry);
            } catch (RuntimeException failure) {
                find("fact " + entry.seq() + " cannot be replayed: " + failure);
                return false;
            }
            follow(entry, uses.remove(entry.seq()));
            String snapshot = snapshots.get(entry.seq());
            if (snapshot != null && !isSnapshot(snapshot)) {
                find("the snapshot at " + entry.seq() + " differs from the replayed facts");
            }
        }
        uses.keySet().forEach(seq -> find("use " + seq + " has no fact"));
        return true;
    }

    private boolean isSnapshot(String json) {
        try {
            return account.equals(LedgerJson.account(json));
        } catch (JacksonException unreadable) {
            return false;
        }
    }

    /// Collects the rows that should have been derived from a fact.
    private void follow(Entry entry, VerificationStore.@Nullable UseRow row) {
        Beneficiaries.of(head.id(), entry.fact()).forEach(other -> holders.add(other.value()));
        switch (entry.fact()) {
            case Fact.UseBooked use -> {
                VerificationStore.UseRow expected =
                        new VerificationStore.UseRow(
                                use.key(),
                                use.pool(),
                                use.quantity(),
                                use.subject(),
                                use.storageUntil());
                compare("use", entry, expected, row);
                String subject = use.subject();
                if (subject != null) {
                    Digest digest = Digest.ofSubject(use.pool().resource(), subject);
                    subjectOfUse.put(entry.seq(), digest);
                    subjects.add(digest);
                }
            }
            case Fact.UseKept(var kept) -> {
                String subject = kept.use().subject();
                if (subject != null) {
                    Digest digest = Digest.ofSubject(kept.resource(), subject);
                    subjectOfKept.put(kept.key(), digest);
                    subjects.add(digest);
                }
            }
            case Fact.KeptDecided(String use, boolean accepted, var bookedOn) -> {
                Digest subject = subjectOfKept.get(use);
                if (subject != null && (!accepted || bookedOn != null)) {
                    subjects.remove(subject);
                }
            }
            case Fact.UseCorrected use -> {
                corrected.add(entry.seq());
                Digest subject = subjectOfUse.get(use.use());
                if (subject != null && use.whole()) {
                    subjects.remove(subject);
                }
            }
            case Fact.Noticed(var code, var subject, _) ->
                    noticed.add(
                            new VerificationStore.NoticeRow(
                                    entry.seq(), code.name(), SubjectText.of(subject)));
            default -> {
                // No rows are derived from it.
            }
        }
    }

    /// Checks the commands whose facts begin in a page: together they must cover every fact exactly
    /// once.
    private void commands(long from, long to) {
        for (VerificationStore.CommandRow row : store.commands(head, from, to)) {
            if (row.last() >= row.first()) {
                if (row.first() != nextFirst) {
                    find(
                            "facts "
                                    + nextFirst
                                    + " to "
                                    + row.first()
                                    + " do not belong to exactly one command");
                }
                nextFirst = row.last() + 1;
            }
            String key = row.key();
            if (key != null) {
                key(row, key);
            }
        }
    }

    private void key(VerificationStore.CommandRow row, String key) {
        VerificationStore.KeyRow taken = keys.remove(Digest.of(key));
        if (taken == null) {
            find("the key " + key + " is missing from the keys, or was taken twice");
            return;
        }
        if (taken.use() != row.use() || !Objects.equals(taken.command(), row.command())) {
            find("the key " + key + " leads to another answer");
        }
        if (row.use() != 0) {
            String canonical = LedgerJson.canonical(LedgerJson.command(row.body()));
            if (!Digest.of(canonical).equals(taken.content())) {
                find("the key " + key + " has another content");
            }
        }
    }

    private void end() {
        // Commands that took a key but booked nothing have the sequence number of the next fact.
        commands(account.seq() + 1, account.seq() + 1);
        if (nextFirst != account.seq() + 1) {
            find("facts from " + nextFirst + " have no command");
        }
        keys.values().forEach(row -> find("a key without a command: " + row));
        compare("subjects", subjects, new HashSet<>(store.subjects(head)));
        compare("notices", noticed, store.notices(head));
        compare("corrections", corrected, store.seqs("corrections", head));
        compare("beneficiaries", holders, new HashSet<>(store.holders(head)));
        compare(
                "waits",
                Waiting.of(account).stream()
                        .map(VerificationStore.WaitingRow::of)
                        .collect(Collectors.toSet()),
                new HashSet<>(store.waits(head)));
        if (store.lastSnapshot(head) > account.seq()) {
            find("a snapshot is ahead of the facts");
        }
        if (account.exists() && !account.profile().kind().name().equals(head.kind())) {
            find("is a " + head.kind() + ", its facts say " + account.profile().kind());
        }
        if (account.exists() && !account.profile().name().equals(head.name())) {
            find("is named " + head.name() + ", its facts say " + account.profile().name());
        }
        for (Pool pool : account.stock().pools().values()) {
            books.compare(pool).forEach(this::find);
        }
        Instant due = Advance.nextDue(account).orElse(null);
        if (!Objects.equals(due, head.nextDueAt())) {
            find("next_due_at is " + head.nextDueAt() + ", its facts say " + due);
        }
    }

    private void compare(String what, Entry entry, Object expected, @Nullable Object stored) {
        if (!expected.equals(stored)) {
            find(what + " of fact " + entry.seq() + ": " + stored + " instead of " + expected);
        }
    }

    private void compare(String what, Object expected, Object stored) {
        if (!expected.equals(stored)) {
            find(what + " differ from the facts");
        }
    }

    private void find(String finding) {
        findings.add(head.finding(finding));
    }
}
