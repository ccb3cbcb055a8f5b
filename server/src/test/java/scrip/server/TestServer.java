package scrip.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.signin.EmergencyUse;
import scrip.server.signin.FactorDemand;
import scrip.server.signin.Limits;

/// One real server on a real temporary PostgreSQL for all HTTP tests, started on first use. Each
/// test creates its own sandbox, so that tests do not interfere.
public final class TestServer {

    public static final String TOKEN = "test-token-of-the-real-server";

    private static final AtomicInteger SANDBOXES = new AtomicInteger();
    private static final Server SERVER = start();

    private TestServer() {}

    public static Server server() {
        return SERVER;
    }

    public static String root() {
        return "http://127.0.0.1:" + SERVER.port();
    }

    /// A caller in the live realm.
    public static Caller live() {
        return new Caller(root(), TOKEN, null);
    }

    /// A caller in a new sandbox whose clock is at `now`.
    public static Caller sandbox(String now) {
        String name = "test-" + SANDBOXES.incrementAndGet();
        Caller caller = new Caller(root(), TOKEN, name);
        caller.put("/v1/sandboxes/" + name, "{\"now\": \"" + now + "\"}").is(200);
        return caller;
    }

    private static Server start() {
        try {
            Path folder = Files.createTempDirectory("scrip-test");
            DatabaseLocation scratch = new DatabaseLocation.Scratch();
            Server server =
                    Server.start(
                            new ServerOptions(
                                            scratch,
                                            "127.0.0.1",
                                            0,
                                            folder.resolve("admin-token"),
                                            TOKEN)
                                    .with(EmergencyUse.UNRECORDED)
                                    // SecondFactorTest has a server that demands them.
                                    .with(FactorDemand.NONE),
                            Database.open(scratch),
                            InstantSource.system(),
                            limits());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// All tests are one address, and a quick machine asks for more than one may.
    private static Limits limits() {
        Limits usual = Limits.standard();
        Limits.Rate many = new Limits.Rate(1_000_000, Duration.ofSeconds(1));
        return new Limits(usual.keyEvery(), many, many, many, usual.email());
    }
}
