package scrip.core.ledger;

import java.time.Instant;
import java.util.UUID;
import scrip.core.catalog.Catalogs;

/// What a command is decided by, which is the same for every decider: the account, as what was
/// decided so far leaves it; the command's key and ids; what is remembered of the past; what is and
/// was sold. Lives only while a decision is made.
record Case(DecisionDraft draft, Envelope<?> envelope, Memory memory, Catalogs catalogs) {

    Account account() {
        return draft.account();
    }

    /// The booking time.
    Instant now() {
        return draft.now();
    }

    /// The sequence number that the next fact will get.
    long nextSeq() {
        return draft.nextSeq();
    }

    /// The `n`th id that this command may give, from 0.
    UUID id(int n) {
        return envelope.id(n);
    }

    /// The key of a command that cannot be without.
    String key() {
        String key = envelope.key();
        if (key == null) {
            throw new IllegalArgumentException("a use, hold or correction needs a key");
        }
        return key;
    }

    void add(Fact fact) {
        draft.add(fact);
    }

    void notice(NoticeCode code, Subject subject) {
        draft.notice(draft.now(), code, subject);
    }
}
