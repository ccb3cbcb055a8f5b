package scrip.server.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scrip.core.ledger.Command;

/// Keeps submissions on accounts that are not in memory from the writer until the accounts are
/// loaded, many together on several connections: the commands of others go on meanwhile. Those on
/// one account keep their order. The writer loads what is missing nevertheless, so this changes
/// nothing but speed.
///
/// When no submission waits it loads accounts that are likely to be asked for, on one connection at
/// most, so that a submission on another account finds a free one.
final class ColdAccounts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ColdAccounts.class);

    /// How many loads run at once. Loading many together takes a tenth of the time of one by one,
    /// so what comes meanwhile waits for one of these to end.
    private static final int AT_ONCE = 3;

    /// How many accounts are loaded together: few enough that those who wait for the first of them
    /// hardly wait for the others.
    private static final int TOGETHER_MAX = 128;

    private static final int STOP_SECONDS_MAX = 10;

    /// Loads accounts into memory.
    interface Load {

        /// Loads some together.
        ///
        /// @param used whether someone waits for them
        void load(Collection<Ref> refs, boolean used);
    }

    private final int most;
    private final Standings standings;
    private final Load load;
    private final Consumer<Submission> next;
    private final ExecutorService loaders =
            Executors.newFixedThreadPool(
                    AT_ONCE, Thread.ofPlatform().daemon().name("ledger-loader-", 1).factory());

    /// The submissions that wait, by their leading accounts; it is the lock of what follows too.
    private final Map<Ref, List<Submission>> waiting = new HashMap<>();

    /// The leading accounts of which no load has begun, in the order in which they were asked for.
    private final Deque<Ref> due = new ArrayDeque<>();

    /// Accounts that nobody has asked for yet, the likeliest first.
    private final Deque<Ref> likely = new ArrayDeque<>();

    private int size;
    private int loading;
    private boolean isAhead;
    private volatile boolean anyWaits;

    /// @param most how many submissions wait at most
    /// @param load may fail
    /// @param next takes a submission whose accounts are in memory
    ColdAccounts(int most, Standings standings, Load load, Consumer<Submission> next) {
        this.most = most;
        this.standings = standings;
        this.load = load;
        this.next = next;
    }

    /// Hands a submission on, at once or when its accounts are loaded.
    void submit(Submission submission) {
        if ((!anyWaits && isWarm(submission)) || opens(submission)) {
            next.accept(submission);
            return;
        }
        Ref ref = submission.lead().ref();
        synchronized (waiting) {
            List<Submission> behind = waiting.get(ref);
            if (behind == null && isWarm(submission)) {
                next.accept(submission);
            } else if (size >= most) {
                submission.unavailable(Outcome.Reason.BUSY);
            } else if (behind == null) {
                waiting.put(ref, new ArrayList<>(List.of(submission)));
                due.add(ref);
                size++;
                anyWaits = true;
                begin();
            } else {
                behind.add(submission);
                size++;
            }
        }
    }

    /// Loads accounts before anyone asks for them, as long as there is room for them; forgets those
    /// it was told of before.
    ///
    /// @param refs the likeliest first
    void expect(List<Ref> refs) {
        synchronized (waiting) {
            likely.clear();
            likely.addAll(refs);
            begin();
        }
    }

    private void begin() {
        if (loading == AT_ONCE) {
            return;
        }
        loading++;
        try {
            loaders.execute(this::loadAll);
        } catch (RejectedExecutionException _) {
            // Closed meanwhile: the writer answers.
            loading--;
            likely.clear();
            List.copyOf(due).forEach(this::handOn);
            due.clear();
        }
    }

    private boolean isWarm(Submission submission) {
        for (Ref ref : submission.refs()) {
            if (isCold(ref)) {
                return false;
            }
        }
        return true;
    }

    private boolean isCold(Ref ref) {
        return standings.accounts().get(ref) == null;
    }

    private static boolean opens(Submission submission) {
        return submission.lead().command() instanceof Command.OpenAccount;
    }

    private void loadAll() {
        boolean isDone = false;
        try {
            while (!isDone) {
                List<Ref> leads = taken();
                isDone = leads.isEmpty() && !ahead();
                load(leads);
            }
        } finally {
            if (!isDone) {
                // An error ends this thread, but not what others wait for.
                synchronized (waiting) {
                    loading--;
                    begin();
                }
            }
        }
    }

    /// The accounts to be loaded next for those who wait; none ends this load.
    private List<Ref> taken() {
        List<Ref> taken = new ArrayList<>();
        synchronized (waiting) {
            int share = Math.min(TOGETHER_MAX, due.size() / 2 + 1);
            while (!due.isEmpty() && taken.size() < share) {
                taken.add(due.remove());
            }
        }
        return taken;
    }

    /// Loads accounts that nobody waits for; false if there is nothing to do, which ends this load.
    private boolean ahead() {
        List<Ref> refs = new ArrayList<>();
        synchronized (waiting) {
            if (!due.isEmpty()) {
                return true;
            }
            if (isAhead || likely.isEmpty()) {
                loading--;
                return false;
            }
            isAhead = true;
            if (standings.accounts().isFull()) {
                likely.clear();
            }
            while (!likely.isEmpty() && refs.size() < TOGETHER_MAX) {
                Ref ref = likely.remove();
                if (isCold(ref) && !waiting.containsKey(ref)) {
                    refs.add(ref);
                }
            }
        }
        try {
            if (!loaded(refs, false)) {
                refs.forEach(ref -> loaded(List.of(ref), false));
            }
        } finally {
            synchronized (waiting) {
                isAhead = false;
            }
        }
        return true;
    }

    private void load(List<Ref> leads) {
        try {
            Set<Ref> missing = new LinkedHashSet<>();
            leads.forEach(lead -> missing.addAll(missing(lead)));
            if (!loaded(missing, true)) {
                // One that cannot be loaded keeps no other from it.
                for (Ref lead : leads) {
                    loaded(missing(lead), true);
                    handOn(lead);
                }
            }
        } finally {
            leads.forEach(this::handOn);
        }
    }

    /// What is not in memory of the accounts of those who wait for one.
    private List<Ref> missing(Ref lead) {
        synchronized (waiting) {
            return waiting.getOrDefault(lead, List.of()).stream()
                    .flatMap(s -> s.refs().stream())
                    .filter(this::isCold)
                    .toList();
        }
    }

    /// Loads accounts; false if some may be loaded without the others.
    private boolean loaded(Collection<Ref> refs, boolean used) {
        if (refs.isEmpty()) {
            return true;
        }
        try {
            load.load(refs, used);
            return true;
        } catch (UnavailableException away) {
            LOG.debug("not loaded: this server does not serve", away);
            synchronized (waiting) {
                likely.clear();
            }
            return true;
        } catch (RuntimeException failure) {
            LOG.debug("{} not loaded: the writer will find out why", refs, failure);
            return refs.size() == 1;
        }
    }

    private void handOn(Ref ref) {
        synchronized (waiting) {
            List<Submission> all = waiting.remove(ref);
            if (all != null) {
                all.forEach(next);
                size -= all.size();
            }
            anyWaits = !waiting.isEmpty();
        }
    }

    /// Ends after what submissions wait for was loaded and they were handed on.
    @Override
    public void close() {
        synchronized (waiting) {
            likely.clear();
        }
        loaders.shutdown();
        try {
            if (!loaders.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.warn("accounts were still being loaded");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
