package scrip.server.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Beneficiaries;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;
import scrip.core.ledger.Apply;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.ledger.Posting;
import scrip.core.pack.Draw;
import scrip.core.pack.Pool;
import scrip.core.standing.Waiting;
import scrip.server.ledger.LogEntries;
import scrip.server.ledger.LogRow;
import scrip.server.ledger.SnapshotForm;
import scrip.server.ledger.SubjectText;

/// The verification of one account: replays its facts and compares everything else that is stored
/// with the result.
final class AccountVerification {

    private final VerificationStore store;
    private final VerificationStore.Head head;
    private final Consumer<String> findings;
    private final LongConsumer reached;
    private final LogChain chain = new LogChain();
    private final EndCheck ends;
    private final SubjectCounts subjects = new SubjectCounts();
    private final List<VerificationStore.NoticeRow> noticed = new ArrayList<>();
    private final List<VerificationStore.CorrectionRow> corrected = new ArrayList<>();
    private final Set<String> holders = new HashSet<>();
    private final Balances books = new Balances();
    private final RollupCheck rollups;
    private Account account;
    private @Nullable Instant openedAt;
    private int line;

    /// @param reached is told the number of each fact that ends a page
    AccountVerification(
            VerificationStore store,
            VerificationStore.Head head,
            Consumer<String> findings,
            LongConsumer reached) {
        this.store = store;
        this.reached = reached;
        this.head = head;
        this.findings = findings;
        this.rollups = new RollupCheck(store.rollups(head));
        this.ends = new EndCheck(head, store.ends(head));
        this.account = Account.none(head.id());
    }

    /// Runs the verification of the account.
    ///
    /// @return how many facts there were
    long run() {
        List<VerificationStore.StoredRow> page = store.log(head, -1, 0);
        while (!page.isEmpty()) {
            LogRow last = page.getLast().hashed().row();
            long from = page.getFirst().hashed().row().first();
            Map<Long, List<VerificationStore.Posted>> postings =
                    store.postings(head, from, last.last());
            SortedMap<Long, List<VerificationStore.StoredSnapshot>> snapshots =
                    store.snapshots(head, from, last.last());
            for (VerificationStore.StoredRow stored : page) {
                if (!replay(stored, postings)) {
                    return account.seq();
                }
                List<VerificationStore.StoredSnapshot> here = snapshots.remove(account.seq());
                if (here != null && !isSnapshot(here)) {
                    find("the snapshot at " + account.seq() + " differs from the replayed facts");
                }
            }
            for (long seq : snapshots.keySet()) {
                find("the snapshot at " + seq + " lies between the facts of one command");
            }
            reached.accept(account.seq());
            page = store.log(head, last.seq(), last.line());
        }
        end();
        return account.seq();
    }

    /// Replays one row of the log.
    ///
    /// @return whether the rows after it can be replayed
    private boolean replay(
            VerificationStore.StoredRow stored,
            Map<Long, List<VerificationStore.Posted>> postings) {
        LogRow row = stored.hashed().row();
        if (!chain.follows(stored.bytes(), stored.hashed().hash())) {
            find("the hash of the row at " + row.seq() + " is not that of its columns");
        }
        ends.follow(stored.hashed());
        line = row.line() == 0 ? 0 : line + 1;
        if (row.first() != account.seq() + 1 || row.line() != line) {
            find("the row at " + row.seq() + " follows fact " + account.seq());
            return false;
        }
        if (row.bookedAt().isBefore(account.bookedAt())) {
            find("the row at " + row.seq() + " was booked earlier than the one preceding it");
        }
        Account before = account;
        try {
            List<Entry> entries = LogEntries.entries(row, head.id());
            for (Entry entry : entries) {
                List<Posting> expected = Posting.of(account, entry);
                compare(
                        "postings",
                        entry,
                        VerificationStore.Posted.of(entry, expected),
                        postings.getOrDefault(entry.seq(), List.of()));
                expected.forEach(books::add);
                follow(entry);
                account = Apply.apply(account, entry);
            }
            RowCheck.of(row, entries, before, subjects).forEach(this::find);
        } catch (RuntimeException failure) {
            find("the row at " + row.seq() + " cannot be replayed: " + failure);
            return false;
        }
        if (account.seq() != row.last()) {
            find("the row at " + row.seq() + " has facts to " + account.seq());
            return false;
        }
        return true;
    }

    /// Whether the snapshots at this fact are one, and as the account is now.
    private boolean isSnapshot(List<VerificationStore.StoredSnapshot> here) {
        VerificationStore.StoredSnapshot stored = here.getFirst();
        try {
            return here.size() == 1
                    && account.bookedAt().equals(stored.bookedAt())
                    && account.equals(SnapshotForm.account(stored.body()));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /// Collects the rows that should have been derived from a fact.
    private void follow(Entry entry) {
        rollups.follow(entry);
        Beneficiaries.of(head.id(), entry.fact()).forEach(other -> holders.add(other.value()));
        switch (entry.fact()) {
            case Fact.UseCorrected use -> {
                long units = use.returns().stream().mapToLong(Draw::units).sum();
                corrected.add(
                        new VerificationStore.CorrectionRow(
                                entry.seq(), use.use(), use.unowed() + units, entry.bookedAt()));
            }
            case Fact.Noticed(var code, var subject, var quantity) ->
                    noticed.add(
                            new VerificationStore.NoticeRow(
                                    entry.seq(),
                                    entry.effectiveAt(),
                                    entry.bookedAt(),
                                    code.name(),
                                    SubjectText.of(subject),
                                    VerificationStore.NoticeRow.plain(quantity)));
            case Fact.AccountOpened _ -> openedAt = entry.bookedAt();
            default -> {
                // No rows are derived from it, except those of its subject.
            }
        }
    }

    private void end() {
        rollups.findings().forEach(this::find);
        ends.findings().forEach(this::find);
        if (!account.exists()) {
            find("has no facts");
        } else if (!Objects.equals(openedAt, head.openedAt())) {
            find("was opened at " + openedAt + ", not at " + head.openedAt());
        }
        if (store.lastPosting(head) > account.seq()) {
            find("postings are ahead of the facts");
        }
        compare("freed subjects", subjects.freed(), store.freed(head));
        compare("notices", noticed, store.notices(head));
        compare("corrections", corrected, store.corrections(head));
        compare("beneficiaries", Counted.of(holders), Counted.of(store.holders(head)));
        compare(
                "waits",
                Counted.of(
                        Waiting.of(account).stream()
                                .map(VerificationStore.WaitingRow::of)
                                .collect(Collectors.toSet())),
                Counted.of(store.waits(head)));
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
        findings.accept(head.finding(finding));
    }
}
