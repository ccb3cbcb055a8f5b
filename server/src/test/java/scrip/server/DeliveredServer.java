package scrip.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.TestDatabase;
import scrip.server.signin.EmergencyUse;
import scrip.server.signin.Limits;

/// Starts servers as they are delivered, for tests that need one of their own.
public final class DeliveredServer {

    private DeliveredServer() {}

    /// A server on a database that goes with PostgreSQL, stopped when the tests end.
    ///
    /// @param more what else its options say
    public static Server start(
            TestDatabase database, InstantSource clock, UnaryOperator<ServerOptions> more) {
        try {
            Path folder = Files.createTempDirectory("scrip-own");
            ServerOptions options =
                    new ServerOptions(
                                    new DatabaseLocation.Scratch(),
                                    "127.0.0.1",
                                    0,
                                    folder.resolve("token"),
                                    TestServer.TOKEN)
                            .with(EmergencyUse.UNRECORDED);
            Server server =
                    Server.start(
                            more.apply(options), database.database(), clock, Limits.standard());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
