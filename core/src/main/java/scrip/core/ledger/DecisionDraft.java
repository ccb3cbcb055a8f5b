package scrip.core.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The entries that one decision has added so far, and the resulting account. Lives only while a
/// decision is made.
final class DecisionDraft {

    private final Instant now;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Posting> postings = new ArrayList<>();
    private Account account;

    /// The account after the entries whose postings are known, and how many these are.
    private Account posted;

    private int postedCount;

    /// @param now the booking time, unless the account's last booking is later: then that (T5)
    DecisionDraft(Account account, Instant now) {
        this.posted = account;
        this.account = account;
        this.now = now.isBefore(account.bookedAt()) ? account.bookedAt() : now;
    }

    Account account() {
        return account;
    }

    /// The booking time.
    Instant now() {
        return now;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /// How many entries there are so far.
    int count() {
        return entries.size();
    }

    /// The postings of the entries added so far. Asked again, only entries added since are looked
    /// at (X4).
    List<Posting> postings() {
        for (; postedCount < entries.size(); postedCount++) {
            Entry entry = entries.get(postedCount);
            postings.addAll(Posting.of(posted, entry));
            posted = Apply.apply(posted, entry);
        }
        return Collections.unmodifiableList(postings);
    }

    /// The sequence number that the next fact will get.
    long nextSeq() {
        return account.seq() + 1;
    }

    void add(Fact fact) {
        add(now, fact);
    }

    /// Adds a fact that takes effect at `effectiveAt`.
    void add(Instant effectiveAt, Fact fact) {
        Entry entry = new Entry(nextSeq(), effectiveAt, now, fact);
        account = Apply.apply(account, entry);
        entries.add(entry);
    }

    void notice(Instant dueAt, NoticeCode code, Subject subject) {
        add(dueAt, new Fact.Noticed(code, subject, null));
    }

    void notice(Instant dueAt, NoticeCode code, Subject subject, long quantity) {
        add(dueAt, new Fact.Noticed(code, subject, BigDecimal.valueOf(quantity)));
    }
}
