package scrip.server.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/// The submissions that the writer has not taken yet: a bounded queue of new ones, and those held
/// back because their accounts are behind.
///
/// New ones are taken in turns: some of each realm, and of a realm some of each account, in their
/// order of arrival. The live realm has a larger share than a sandbox. An account has no more room
/// than it leaves to all others, and a realm three times as much, so neither fills the queue.
final class Arrivals {

    /// How many submissions of an account, and of how many accounts of a realm, are taken in a
    /// turn.
    private static final int OF_ACCOUNT = 8;

    private static final int ACCOUNTS_OF_SANDBOX = 4;
    private static final int ACCOUNTS_OF_LIVE = 16;
    private static final int REALM_ROOM = 3;

    /// The new submissions of one realm, by account; the account to be taken next comes first.
    private static final class OfRealm {

        final LinkedHashMap<Ref, ArrayDeque<Submission>> accounts = new LinkedHashMap<>();
        final int share;
        int size;

        OfRealm(Realm realm) {
            share = realm.isLive() ? ACCOUNTS_OF_LIVE : ACCOUNTS_OF_SANDBOX;
        }

        /// Moves submissions of the next account to a list.
        void next(List<Submission> taken, int most) {
            var first = accounts.pollFirstEntry();
            ArrayDeque<Submission> own = first.getValue();
            for (int n = 0; n < OF_ACCOUNT && taken.size() < most && !own.isEmpty(); n++) {
                taken.add(own.poll());
                size--;
            }
            if (!own.isEmpty()) {
                accounts.put(first.getKey(), own);
            }
        }
    }

    private final int most;
    private final Measures measures = new Measures();
    private final Backlog backlog = new Backlog();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final LinkedHashMap<Integer, OfRealm> realms = new LinkedHashMap<>();
    private int size;

    /// How many must wait for the one who takes to be woken.
    private int least = 1;

    /// @param most how many new submissions wait at most, and how many are held back at most
    Arrivals(int most) {
        this.most = most;
    }

    /// Adds a new submission; false if there is no room for it.
    boolean offer(Submission submission) {
        lock.lock();
        try {
            OfRealm realm =
                    realms.computeIfAbsent(
                            submission.realm().number(), _ -> new OfRealm(submission.realm()));
            ArrayDeque<Submission> own = realm.accounts.get(submission.lead().ref());
            int free = most - size;
            if (free <= (own == null ? 0 : own.size()) || free * REALM_ROOM <= realm.size) {
                return false;
            }
            if (own == null) {
                own = new ArrayDeque<>();
                realm.accounts.put(submission.lead().ref(), own);
            }
            own.add(submission);
            realm.size++;
            size++;
            if (size >= least) {
                arrived.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// How many wait.
    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /// How long the oldest has waited; 0 if none waits.
    long oldestNanos(long now) {
        lock.lock();
        try {
            long most = 0;
            for (OfRealm realm : realms.values()) {
                for (ArrayDeque<Submission> own : realm.accounts.values()) {
                    Submission first = own.peek();
                    most = first == null ? most : Math.max(most, now - first.sinceNanos());
                }
            }
            return most;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return size == 0;
        } finally {
            lock.unlock();
        }
    }

    /// What is measured of what comes through here.
    Measures measures() {
        return measures;
    }

    /// The submissions held back, for the batches to change.
    Backlog backlog() {
        return backlog;
    }

    /// Lets the one who takes ask again how many it waits for.
    void wake() {
        lock.lock();
        try {
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /// New submissions, followed by those held back. If too few have arrived and none is held back,
    /// it waits for more for a time.
    ///
    /// @param batch how many new ones at most
    /// @param enough how many are worth taking; 0 not to wait. Asked again after each [#wake]
    List<Submission> take(int batch, int milliseconds, IntSupplier enough)
            throws InterruptedException {
        List<Submission> fresh = new ArrayList<>();
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(milliseconds);
            least = enough.getAsInt();
            while (size < least && backlog.isEmpty() && nanos > 0) {
                nanos = arrived.awaitNanos(nanos);
                least = enough.getAsInt();
            }
            turns(fresh, batch);
        } finally {
            lock.unlock();
        }
        measures.taken(fresh, System.nanoTime());
        return backlog.before(fresh, most);
    }

    private void turns(List<Submission> taken, int batch) {
        int limit = Math.min(size, batch);
        while (taken.size() < limit) {
            var first = realms.pollFirstEntry();
            OfRealm realm = first.getValue();
            for (int n = 0; n < realm.share && realm.size > 0 && taken.size() < limit; n++) {
                realm.next(taken, limit);
            }
            if (realm.size > 0) {
                realms.put(first.getKey(), realm);
            }
        }
        size -= taken.size();
    }

    /// Answers everything with a reason why it is not booked.
    void refuse(Outcome.Reason reason) {
        List<Submission> waiting = new ArrayList<>();
        lock.lock();
        try {
            turns(waiting, size);
        } finally {
            lock.unlock();
        }
        backlog.before(List.of(), most).forEach(s -> s.unavailable(reason));
        waiting.forEach(s -> s.unavailable(reason));
    }
}
