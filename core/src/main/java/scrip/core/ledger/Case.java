package scrip.core.ledger;

import java.time.Instant;
import java.util.UUID;
import scrip.core.catalog.Catalogs;

/// The input of a decision, the same for every decider: the account as the decision has left it so
/// far; the command's key and ids; the memory of the past; the catalogs. Lives only while a
/// decision is made.
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

    /// The `n`th id that this command may assign, from 0.
    UUID id(int n) {
        return envelope.id(n);
    }

    /// The key of a command that requires one.
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
