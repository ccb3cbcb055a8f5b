package scrip.server.verify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scrip.server.chain.Head;
import scrip.server.database.Database;
import scrip.server.trail.AuditChain;

/// One verification in a server, on a thread of its own. Others look how far it is, and may end it.
final class VerificationRun {

    private static final Logger LOG = LoggerFactory.getLogger(VerificationRun.class);

    /// How many findings are named; the rest is counted.
    static final int FINDINGS_MAX = 500;

    static final int FINDING_CHARACTERS_MAX = 1_000;

    /// After so long it is given up: the snapshot that it reads keeps PostgreSQL from tidying up.
    static final Duration LONGEST = Duration.ofHours(12);

    /// What has become of it.
    enum State {
        RUNNING,
        /// It has looked at everything.
        DONE,
        /// Somebody ended it, or the server stopped.
        ABORTED,
        FAILED
    }

    /// How it ended.
    ///
    /// @param report null unless it is done
    /// @param why why it failed; null unless it has
    record Outcome(
            State state, Instant at, Verification.@Nullable Report report, @Nullable String why) {}

    private final UUID id = UUID.randomUUID();
    private final Instant begunAt;
    private final String begunBy;
    private final @Nullable Head since;
    private final Findings findings = new Findings(FINDINGS_MAX, FINDING_CHARACTERS_MAX);
    private final InstantSource clock;
    private final AuditChain audit;
    private final Verification verification;
    private final BooleanSupplier elsewhere;
    private final BiConsumer<VerificationRun, Outcome> then;
    private final Thread thread;
    private volatile boolean ended;
    private volatile long auditEntries;
    private volatile Watch.Reached reached = new Watch.Reached(0, 0, 0);
    private volatile @Nullable Outcome outcome;

    /// @param elsewhere whether another server writes now: that one may verify too, so this ends
    /// @param then is told how it ended, before others can see it
    VerificationRun(
            Database database,
            InstantSource clock,
            String begunBy,
            @Nullable Head since,
            BooleanSupplier elsewhere,
            BiConsumer<VerificationRun, Outcome> then) {
        this.elsewhere = elsewhere;
        this.then = then;
        this.clock = clock;
        this.begunAt = clock.instant();
        this.begunBy = begunBy;
        this.since = since;
        this.audit = new AuditChain(database);
        this.verification = new Verification(database, new Follower());
        this.thread = Thread.ofPlatform().name("verification").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        Outcome end = ended(State.FAILED, null, "a fault in the program: see the log");
        try {
            AuditChain.Result chain = audit.check(this::audited);
            auditEntries = chain.entries();
            if (chain.broken() != null) {
                findings.accept(chain.line());
            }
            end = ended(State.DONE, verification.run(since, findings), null);
        } catch (Watch.Ended why) {
            end =
                    ended
                            ? ended(State.ABORTED, null, null)
                            : ended(State.FAILED, null, why.getMessage());
        } catch (RuntimeException failure) {
            if (ended) {
                // In the middle of a statement.
                end = ended(State.ABORTED, null, null);
            } else {
                LOG.warn("a verification failed", failure);
                end = ended(State.FAILED, null, "the database could not be read: see the log");
            }
        } finally {
            LOG.info("verification {}: {}, {} findings", id, end.state(), count());
            try {
                then.accept(this, end);
            } finally {
                outcome = end;
            }
        }
    }

    private Outcome ended(State state, Verification.@Nullable Report report, @Nullable String why) {
        return new Outcome(state, clock.instant(), report, why);
    }

    private void audited(long entry) {
        auditEntries = entry;
        check();
    }

    private final class Follower implements Watch {

        @Override
        public void reached(Reached now) {
            reached = now;
            check();
        }

        @Override
        public void beside(long count, String what) {
            check();
        }
    }

    private void check() {
        if (ended) {
            throw new Watch.Ended("it was ended");
        }
        if (elsewhere.getAsBoolean()) {
            throw new Watch.Ended("another server writes now: start it there");
        }
        if (clock.instant().isAfter(begunAt.plus(LONGEST))) {
            throw new Watch.Ended("it took longer than " + LONGEST);
        }
    }

    /// Ends it; it may take a moment.
    void end() {
        ended = true;
        verification.cancel();
    }

    /// Waits until it has ended.
    ///
    /// @return whether it has
    boolean await(Duration most) throws InterruptedException {
        return thread.join(most);
    }

    boolean isRunning() {
        return outcome == null;
    }

    UUID id() {
        return id;
    }

    Instant begunAt() {
        return begunAt;
    }

    String begunBy() {
        return begunBy;
    }

    @Nullable Head since() {
        return since;
    }

    Findings findings() {
        return findings;
    }

    long count() {
        return findings.named().size() + findings.more();
    }

    long auditEntries() {
        return auditEntries;
    }

    Watch.Reached reached() {
        return reached;
    }

    @Nullable Outcome outcome() {
        return outcome;
    }
}
