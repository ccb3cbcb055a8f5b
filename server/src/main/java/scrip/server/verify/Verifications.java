package scrip.server.verify;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scrip.server.chain.Head;
import scrip.server.database.Database;
import scrip.server.database.LastDone;

/// The verification that a server runs because somebody asked for it: one at a time, and the last
/// one is known until the server stops.
final class Verifications implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    private final Database database;
    private final InstantSource clock;
    private final LastDone lastDone;
    private final BooleanSupplier elsewhere;
    private @Nullable VerificationRun last;

    /// @param elsewhere whether another server writes now
    Verifications(
            Database database, InstantSource clock, LastDone lastDone, BooleanSupplier elsewhere) {
        this.database = database;
        this.clock = clock;
        this.lastDone = lastDone;
        this.elsewhere = elsewhere;
    }

    /// A run, and whether it was started now.
    record Started(VerificationRun run, boolean isNew) {}

    /// Starts one, unless one runs.
    ///
    /// @param by who asks for it
    /// @param since a head that was kept elsewhere; null for none
    synchronized Started start(String by, @Nullable Head since) {
        VerificationRun present = last;
        if (present != null && present.isRunning()) {
            return new Started(present, false);
        }
        VerificationRun begun =
                new VerificationRun(database, clock, by, since, elsewhere, this::done);
        last = begun;
        begun.start();
        return new Started(begun, true);
    }

    private void done(VerificationRun run, VerificationRun.Outcome end) {
        if (end.state() == VerificationRun.State.DONE) {
            lastDone.note(LastDone.Task.VERIFY, new LastDone.Done(end.at(), run.count()));
        }
    }

    /// The one that runs, or the last one; empty if there was none since the server started.
    synchronized Optional<VerificationRun> last() {
        return Optional.ofNullable(last);
    }

    @Override
    public void close() {
        VerificationRun run = last().filter(VerificationRun::isRunning).orElse(null);
        if (run == null) {
            return;
        }
        LOG.warn("verification {} ends because the server stops: start it again", run.id());
        run.end();
        try {
            if (!run.await(STOP_MAX)) {
                LOG.warn("verification {} has not ended yet", run.id());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
