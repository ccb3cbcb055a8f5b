package scrip.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.LoggerFactory;
import scrip.server.administration.Administration;
import scrip.server.connection.Perimeter;
import scrip.server.connection.Ports;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.http.TerminalKey;
import scrip.server.key.Secret;
import scrip.server.signin.EmergencyUse;
import scrip.server.signin.FactorDemand;
import scrip.server.signin.Limits;

/// A server for one command of administration, when none runs: on a port of its own that nobody is
/// told of, with a token that nobody has.
final class TerminalServer {

    private static final String HERE = "127.0.0.1";

    private TerminalServer() {}

    static Administration.OwnServer start(Map<String, String> settings)
            throws IOException, InterruptedException {
        Runnable loud = quiet();
        Path folder = StartCommand.folder(settings);
        TerminalKey _ = TerminalKey.of(folder);
        Server server =
                Server.start(
                        options(settings),
                        Database.look(DatabaseLocation.existing(settings)),
                        InstantSource.system(),
                        Limits.standard());
        URI root = URI.create("http://" + HERE + ":" + server.port());
        return new Administration.OwnServer() {
            @Override
            public URI root() {
                return root;
            }

            @Override
            public void close() {
                server.close();
                loud.run();
            }
        };
    }

    /// Leaves out the log lines of a server's ordinary life, until it is run.
    private static Runnable quiet() {
        if (LoggerFactory.getLogger("scrip") instanceof Logger log) {
            Level before = log.getLevel();
            log.setLevel(Level.WARN);
            return () -> log.setLevel(before);
        }
        return () -> {};
    }

    private static ServerOptions options(Map<String, String> settings) {
        boolean tls = settings.containsKey("SCRIP_TLS_CERTIFICATE");
        String port = settings.getOrDefault("SCRIP_PORT", Integer.toString(Ports.USUAL));
        String usual = (tls ? "https" : "http") + "://localhost:" + port;
        String origin = StartCommand.origin(settings.get("SCRIP_ORIGIN"));
        return new ServerOptions(
                DatabaseLocation.of(settings),
                HERE,
                0,
                null,
                StartCommand.tokenFile(settings),
                Secret.fresh(),
                origin == null ? usual : origin,
                false,
                Perimeter.standard(),
                null,
                null,
                EmergencyUse.OFF,
                FactorDemand.of(settings.get(FactorDemand.SETTING)));
    }
}
