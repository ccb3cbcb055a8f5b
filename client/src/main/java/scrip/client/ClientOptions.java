package scrip.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/// What a client needs to know. Each `with…` gives options with one thing changed.
///
/// @param server the address of the server, or of its metering port
/// @param key an API key that may read access and write uses
/// @param realm null for the live one
/// @param folder where reports and answers are kept; one client at a time uses it. Null: nothing is
///   kept, so nothing can be reported and a restarted product knows no answers
/// @param fresh how long an answer is given again without asking the server whether it has changed
/// @param connectMax how long a connection may take
/// @param tryMax how long one try of a request may take
/// @param callMax how long a call may take with all its tries
/// @param gatherFor how long uses are gathered into one request
/// @param gatherMost how many at most
/// @param gatherWaiting how many uses may wait for their answer
/// @param answersMost how many answers are kept
/// @param spoolBytesMax how much room reports may take on disk
/// @param clock of the realm: the machine's, unless it is a sandbox whose clock is moved
public record ClientOptions(
        URI server,
        String key,
        @Nullable String realm,
        @Nullable Path folder,
        Duration fresh,
        Duration connectMax,
        Duration tryMax,
        Duration callMax,
        Duration gatherFor,
        int gatherMost,
        int gatherWaiting,
        int answersMost,
        long spoolBytesMax,
        InstantSource clock,
        ClientMetrics metrics) {

    /// As most products need it.
    public static ClientOptions of(URI server, String key) {
        return new ClientOptions(
                server,
                key,
                null,
                null,
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofMillis(2),
                500,
                10_000,
                100_000,
                1_000_000_000,
                InstantSource.system(),
                ClientMetrics.NONE);
    }

    public ClientOptions withRealm(String name) {
        return changed(c -> c.realm = name);
    }

    public ClientOptions withFolder(Path path) {
        return changed(c -> c.folder = path);
    }

    public ClientOptions withFresh(Duration time) {
        return changed(c -> c.fresh = time);
    }

    /// With other times.
    ///
    /// @param connect how long a connection may take
    /// @param one how long one try may take
    /// @param call how long all may take
    public ClientOptions withTimes(Duration connect, Duration one, Duration call) {
        return changed(c -> {
            c.connectMax = connect;
            c.tryMax = one;
            c.callMax = call;
        });
    }

    public ClientOptions withGathering(Duration time, int most, int waiting) {
        return changed(c -> {
            c.gatherFor = time;
            c.gatherMost = most;
            c.gatherWaiting = waiting;
        });
    }

    public ClientOptions withAnswersMost(int most) {
        return changed(c -> c.answersMost = most);
    }

    public ClientOptions withSpoolBytesMax(long most) {
        return changed(c -> c.spoolBytesMax = most);
    }

    public ClientOptions withClock(InstantSource source) {
        return changed(c -> c.clock = source);
    }

    public ClientOptions withMetrics(ClientMetrics told) {
        return changed(c -> c.metrics = told);
    }

    private ClientOptions changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.made();
    }

    /// Options in the making.
    private static final class Draft {

        private final ClientOptions from;
        private @Nullable String realm;
        private @Nullable Path folder;
        private Duration fresh;
        private Duration connectMax;
        private Duration tryMax;
        private Duration callMax;
        private Duration gatherFor;
        private int gatherMost;
        private int gatherWaiting;
        private int answersMost;
        private long spoolBytesMax;
        private InstantSource clock;
        private ClientMetrics metrics;

        Draft(ClientOptions from) {
            this.from = from;
            realm = from.realm;
            folder = from.folder;
            fresh = from.fresh;
            connectMax = from.connectMax;
            tryMax = from.tryMax;
            callMax = from.callMax;
            gatherFor = from.gatherFor;
            gatherMost = from.gatherMost;
            gatherWaiting = from.gatherWaiting;
            answersMost = from.answersMost;
            spoolBytesMax = from.spoolBytesMax;
            clock = from.clock;
            metrics = from.metrics;
        }

        ClientOptions made() {
            return new ClientOptions(
                    from.server,
                    from.key,
                    realm,
                    folder,
                    fresh,
                    connectMax,
                    tryMax,
                    callMax,
                    gatherFor,
                    gatherMost,
                    gatherWaiting,
                    answersMost,
                    spoolBytesMax,
                    clock,
                    metrics);
        }
    }

    /// Never tells the key.
    @Override
    public String toString() {
        return "ClientOptions[" + server + (realm == null ? "" : ", " + realm) + "]";
    }
}
