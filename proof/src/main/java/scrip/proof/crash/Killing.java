package scrip.proof.crash;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One kill from outside, at a random moment within a batch.
final class Killing implements AutoCloseable {

    /// Longer than a batch takes, so that every part of one can be hit.
    private static final int DELAY_MICROSECONDS_MAX = 40_000;

    /// @param inFlight commands sent before the first signal and still unanswered after the last
    /// @param mark the mark of the connection before the first signal
    /// @param atNanos when it happened
    record Result(int inFlight, long mark, long atNanos) {}

    private final ScheduledExecutorService killer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("killer").daemon(true).factory());
    private final List<ProcessHandle> victims;
    private final Conversation line;
    private final int delayMicroseconds;
    private @Nullable Future<Result> done;

    private Killing(List<ProcessHandle> victims, Conversation line, int delayMicroseconds) {
        this.victims = victims;
        this.line = line;
        this.delayMicroseconds = delayMicroseconds;
    }

    /// Looks up the processes to kill in advance, since that takes longer than the kill itself.
    static Killing prepare(
            Death death,
            ProcessHandle server,
            PostgresProcesses postgres,
            Conversation line,
            Random random)
            throws IOException, SQLException {
        List<ProcessHandle> victims =
                switch (death) {
                    case SERVER -> List.of(server);
                    case POSTGRES -> postgres.all();
                    case SERVER_AND_POSTGRES -> {
                        List<ProcessHandle> both = new ArrayList<>(postgres.all());
                        both.remove(server);
                        both.add(server);
                        if (random.nextBoolean()) {
                            Collections.reverse(both);
                        }
                        yield both;
                    }
                    case POSTMASTER -> List.of(postgres.all().getFirst());
                    case BACKEND -> List.of(postgres.writer());
                    case BEFORE_COMMIT,
                            AFTER_COMMIT,
                            BEFORE_PUBLISH,
                            AFTER_ANSWER,
                            ZOMBIE,
                            FROZEN_POSTGRES ->
                            List.of();
                };
        return new Killing(victims, line, random.nextInt(DELAY_MICROSECONDS_MAX));
    }

    /// Schedules the kill.
    void begin() {
        if (done == null) {
            done = killer.schedule(this::kill, delayMicroseconds, TimeUnit.MICROSECONDS);
        }
    }

    /// Whether the kill is done and everything that was in flight is answered.
    boolean isOver() throws InterruptedException, ExecutionException {
        return done != null && done.isDone() && line.inFlightSince(done.get().mark()) == 0;
    }

    /// The result, once the kill has begun.
    Result result() throws InterruptedException, ExecutionException {
        if (done == null) {
            throw new IllegalStateException("no process was killed");
        }
        return done.get();
    }

    private Result kill() {
        long mark = line.mark();
        long now = System.nanoTime();
        victims.forEach(ProcessHandle::destroyForcibly);
        return new Result(line.inFlightSince(mark), mark, now);
    }

    @Override
    public void close() {
        killer.shutdownNow();
    }
}
