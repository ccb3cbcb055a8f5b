package scrip.server.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scrip.core.ledger.Command;

/// Keeps submissions on accounts that are not in memory from the writer until the accounts are
/// loaded, several at a time: the commands of others go on meanwhile. Those on one account keep
/// their order. The writer loads what is missing nevertheless, so this changes nothing but speed.
final class ColdAccounts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ColdAccounts.class);
    private static final int AT_ONCE = 4;
    private static final int STOP_SECONDS_MAX = 10;

    private final int most;
    private final Standings standings;
    private final Consumer<Ref> load;
    private final Consumer<Submission> next;
    private final ExecutorService loaders =
            Executors.newFixedThreadPool(
                    AT_ONCE, Thread.ofPlatform().daemon().name("ledger-loader-", 1).factory());
    private final Map<Ref, List<Submission>> waiting = new HashMap<>();
    private int size;
    private volatile boolean anyWaits;

    /// @param most how many submissions wait at most
    /// @param load loads an account into memory; may fail
    /// @param next takes a submission whose accounts are in memory
    ColdAccounts(int most, Standings standings, Consumer<Ref> load, Consumer<Submission> next) {
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
                size++;
                anyWaits = true;
                begin(submission);
            } else {
                behind.add(submission);
                size++;
            }
        }
    }

    private void begin(Submission first) {
        try {
            loaders.execute(() -> load(first));
        } catch (RejectedExecutionException _) {
            // Closed meanwhile: the writer answers.
            handOn(first.lead().ref());
        }
    }

    private boolean isWarm(Submission submission) {
        for (Ref ref : submission.refs()) {
            if (standings.accounts().get(ref) == null) {
                return false;
            }
        }
        return true;
    }

    private static boolean opens(Submission submission) {
        return submission.lead().command() instanceof Command.OpenAccount;
    }

    private void load(Submission first) {
        try {
            for (Ref ref : first.refs()) {
                if (standings.accounts().get(ref) == null) {
                    load.accept(ref);
                }
            }
        } catch (RuntimeException failure) {
            LOG.debug("not loaded: the writer will find out why", failure);
        } finally {
            handOn(first.lead().ref());
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

    /// Ends after what is being loaded was handed on.
    @Override
    public void close() {
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
