package scrip.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Delivers what was reported, in order, by one thread: whatever is not answered is sent again as
/// it was, with the same keys, before anything behind it.
final class Delivery implements AutoCloseable {

    private static final int MOST = 500;
    private static final long BYTES_MOST = 1_000_000;
    private static final long LOOK_MILLIS = 500;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final long CLOSE_MILLIS_MAX = 10_000;

    private final Spool spool;
    private final Calls calls;
    private final ClientOptions options;
    private final Answers answers;
    private final Thread thread;
    private int most = MOST;
    private int failures;
    private volatile boolean closed;

    Delivery(Spool spool, Calls calls, Answers answers, ClientOptions options) {
        this.spool = spool;
        this.calls = calls;
        this.answers = answers;
        this.options = options;
        this.thread = new Thread(this::run, "scrip-delivery");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                turn();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() throws InterruptedException {
        long turns = spool.turns();
        try {
            List<SpoolReader.Spooled> some = spool.next(most, BYTES_MOST);
            if (some.isEmpty()) {
                spool.await(turns, LOOK_MILLIS);
                return;
            }
            deliver(some);
        } catch (UnavailableException away) {
            failed(String.valueOf(away.getMessage()), away.retryAfter().orElse(Duration.ZERO));
        } catch (IOException faulty) {
            failed("the spool: " + faulty.getMessage(), Duration.ZERO);
        } catch (RuntimeException unforeseen) {
            // Whatever it is, reports wait on disk, and their state tells why.
            failed(unforeseen.toString(), Duration.ZERO);
        }
    }

    private void failed(String why, Duration asked) throws InterruptedException {
        spool.failed(why);
        spool.back();
        long wait = Math.max(Calls.backoff(failures++), asked.toMillis());
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait);
        long left = wait;
        while (!closed && left > 0) {
            spool.await(spool.turns(), left);
            left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        }
    }

    private void deliver(List<SpoolReader.Spooled> some) throws IOException, InterruptedException {
        Calls.Answer answer =
                calls.once(
                        UsesBatch.request(some.stream().map(SpoolReader.Spooled::body).toList()));
        if (answer.isSuccess()) {
            settle(some, answer.body().objects("answers"));
            return;
        }
        boolean tooMany = answer.status() == BAD_REQUEST || answer.status() == TOO_LARGE;
        if (!tooMany) {
            // The key does not work now; that is not the fault of what was reported.
            failed(answer.problem().toString(), Duration.ZERO);
        } else if (some.size() > 1) {
            // More than the key may ask at once, or one that spoils all: found by halving.
            most = Math.max(1, some.size() / 2);
            spool.back();
        } else {
            spool.aside().refused(some.get(0).body(), answer.problem(), options.clock().instant());
            finish(some, 0);
        }
    }

    /// Takes the answers up to the first that is none yet.
    private void settle(List<SpoolReader.Spooled> some, List<JsonObject> elements)
            throws IOException, InterruptedException {
        int booked = 0;
        int settled = 0;
        UsesBatch.Element waits = null;
        for (; settled < some.size() && waits == null; settled++) {
            UsesBatch.Element element =
                    UsesBatch.Element.of(
                            settled < elements.size() ? elements.get(settled) : JsonObject.EMPTY);
            if (element.isBooked()) {
                booked++;
            } else if (element.isTemporary() || element.isEarly()) {
                waits = element;
                settled--;
            } else {
                spool.aside()
                        .refused(
                                some.get(settled).body(),
                                element.problem(),
                                options.clock().instant());
            }
        }
        if (settled > 0) {
            finish(some.subList(0, settled), booked);
        }
        if (waits == null) {
            failures = 0;
            most = Math.min(MOST, most * 2);
            spool.failed(null);
        } else {
            Duration asked = waits.retryAfter();
            failed(waits.problem().toString(), asked == null ? Duration.ZERO : asked);
        }
    }

    private void finish(List<SpoolReader.Spooled> done, int booked) throws IOException {
        spool.done(done, booked);
        options.metrics().delivered(booked);
        organizations(done).forEach(answers::touched);
    }

    private static List<String> organizations(List<SpoolReader.Spooled> done) {
        List<String> all = new ArrayList<>();
        for (SpoolReader.Spooled one : done) {
            try {
                String organization = Json.object(one.body()).text("organization", "");
                if (!all.contains(organization)) {
                    all.add(organization);
                }
            } catch (Json.Malformed foreign) {
                // Nothing is kept for it.
            }
        }
        return all;
    }

    /// Ends after the request under way.
    @Override
    public void close() {
        closed = true;
        spool.wake();
        try {
            thread.join(CLOSE_MILLIS_MAX);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
