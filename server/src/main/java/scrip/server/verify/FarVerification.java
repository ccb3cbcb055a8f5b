package scrip.server.verify;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import scrip.server.administration.FarServer;
import scrip.server.http.Json;
import scrip.server.terminal.CommandFault;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Terminal;
import tools.jackson.databind.JsonNode;

/// A verification that a server does, started and followed from a terminal. Whoever goes away
/// leaves it running.
final class FarVerification {

    private static final String PATH = VerificationRoutes.PATH;
    private static final Duration LOOK_FIRST = Duration.ofMillis(50);
    private static final Duration LOOK_LAST = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final FarServer.Asked server;
    private final boolean json;

    FarVerification(Terminal terminal, FarServer.Asked server, boolean json) {
        this.terminal = terminal;
        this.server = server;
        this.json = json;
    }

    /// Ends the one that runs, whoever started it.
    int abort() {
        JsonNode seen = server.delete(PATH);
        if (json) {
            terminal.out().println(Json.textOrNull(seen));
        } else {
            terminal.out()
                    .println(
                            isRunning(seen)
                                    ? "the verification ends"
                                    : "no verification runs there");
        }
        return Manners.DONE;
    }

    /// Starts one, or follows the one that runs.
    ///
    /// @param since the text of a head that was kept, and its checkpoint; null for none
    /// @return the exit code
    int run(@Nullable String since, @Nullable Long checkpoint) throws InterruptedException {
        JsonNode begun = server.post(PATH, since == null ? Map.of() : Map.of("since", since));
        boolean compares = checkpoint == null || begun.path("since").asLong(0) == checkpoint;
        if (!compares) {
            throw new CommandFault(
                    "a verification that "
                            + begun.path("begun_by").asString("somebody")
                            + " started runs there, and does not compare with that head: try again"
                            + " when it is done, or end it by --abort");
        }
        CountDownLatch isLeft = new CountDownLatch(1);
        Thread left =
                new Thread(
                        () -> {
                            isLeft.countDown();
                            terminal.tell(
                                    "the verification goes on in the server: the same command"
                                            + " follows it again, --abort ends it");
                        },
                        "verify-left");
        Runtime.getRuntime().addShutdownHook(left);
        try {
            JsonNode seen = followed(begun, isLeft);
            return isRunning(seen) ? Manners.FAILED : end(seen);
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(left);
            } catch (IllegalStateException _) {
                // The program is ending already.
            }
        }
    }

    /// Follows it to its end, or until it is left.
    private JsonNode followed(JsonNode begun, CountDownLatch isLeft) throws InterruptedException {
        String id = begun.path("id").asString("");
        Told told = new Told(terminal.err()::println);
        JsonNode seen = begun;
        Duration wait = LOOK_FIRST;
        while (isRunning(seen) && !isLeft.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            wait = wait.multipliedBy(2).compareTo(LOOK_LAST) > 0 ? LOOK_LAST : wait.multipliedBy(2);
            seen = server.get(PATH);
            if (!seen.path("id").asString("").equals(id)) {
                throw new CommandFault(
                        "the server no longer knows the verification: it was stopped meanwhile, or"
                                + " another server writes now. Start it again");
            }
            tell(told, seen);
        }
        return seen;
    }

    private static void tell(Told told, JsonNode seen) {
        long all = number(seen, "accounts_all");
        if (all == 0) {
            told.beside(number(seen, "audit_entries"), Watch.AUDIT_ENTRIES);
        } else {
            told.reached(new Watch.Reached(number(seen, "accounts"), all, number(seen, "facts")));
        }
    }

    private static boolean isRunning(JsonNode seen) {
        return seen.path("state").asString("").equals(VerificationRun.State.RUNNING.name());
    }

    private static long number(JsonNode seen, String name) {
        return seen.path(name).asLong(0);
    }

    private int end(JsonNode seen) {
        PrintStream out = terminal.out();
        long more = number(seen, "more_findings");
        long found = seen.path("findings").size() + more;
        if (json) {
            out.println(Json.textOrNull(seen));
        } else {
            seen.path("findings").forEach(finding -> out.println(finding.asString("")));
            if (more > 0) {
                out.println("and %,d more".formatted(more));
            }
        }
        String state = seen.path("state").asString("");
        if (!state.equals(VerificationRun.State.DONE.name())) {
            throw new CommandFault(
                    state.equals(VerificationRun.State.ABORTED.name())
                            ? "the verification was ended before it was through"
                            : "the verification failed: " + seen.path("failure").asString(""));
        }
        if (!json) {
            if (found == 0 && seen.has("since")) {
                out.println(VerifyCommand.unchanged(number(seen, "since")));
            }
            out.println(
                    Verification.Report.summary(
                            number(seen, "accounts"),
                            number(seen, "facts"),
                            number(seen, "entries"),
                            found));
        }
        return found == 0 ? Manners.DONE : Manners.FAILED;
    }
}
