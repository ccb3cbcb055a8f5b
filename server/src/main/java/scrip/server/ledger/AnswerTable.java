package scrip.server.ledger;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Gate;
import scrip.core.access.LastingAnswer;
import scrip.core.catalog.Catalogs;

/// Answers of access of the live realm, found in one step from the question: what a further step in
/// memory costs is most of an answer's cost when many accounts ask. An answer has one place, which
/// it may lose to another; then `KeptAnswers` of its account still has it.
///
/// Every answer here is kept by the account as its last commit left it, which takes it out when
/// there is another or when the account leaves memory. Reading takes no lock.
final class AnswerTable {

    /// Places for each account: few answers meet in one place then.
    private static final int PLACES_AN_ACCOUNT = 4;

    private static final int PLACES_MAX = 1 << 18;

    private final AtomicReferenceArray<@Nullable LastingAnswer> places;
    private final int mask;

    /// @param accounts how many are kept in memory at most
    AnswerTable(int accounts) {
        long wanted = Math.min((long) accounts * PLACES_AN_ACCOUNT, PLACES_MAX);
        int size = Integer.highestOneBit((int) Math.max(1, wanted));
        this.places = new AtomicReferenceArray<>(size);
        this.mask = size - 1;
    }

    /// An answer to a question at an instant; null if there is none here.
    @Nullable LastingAnswer find(Gate.Question question, Catalogs catalogs, Instant at) {
        LastingAnswer answer = places.get(place(question));
        return answer != null && answer.answers(question, catalogs, at) ? answer : null;
    }

    void put(LastingAnswer answer) {
        places.set(place(answer.question()), answer);
    }

    /// Takes out this very answer, if it is still here.
    void remove(LastingAnswer answer) {
        places.compareAndSet(place(answer.question()), answer, null);
    }

    private int place(Gate.Question question) {
        int hash = question.hashCode();
        return (hash ^ hash >>> Short.SIZE) & mask;
    }
}
