package scrip.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.LoggerFactory;
import scrip.server.administration.Administration;
import scrip.server.chain.HeadPlaces;
import scrip.server.connection.Perimeter;
import scrip.server.connection.Ports;
import scrip.server.database.Database;
import scrip.server.database.DatabaseLocation;
import scrip.server.federation.InsideAddresses;
import scrip.server.http.TerminalKey;
import scrip.server.key.Secret;
import scrip.server.signin.EmergencyUse;
import scrip.server.signin.FactorDemand;
import scrip.server.signin.Limits;
import scrip.server.signin.Site;
import scrip.server.terminal.CommandFault;

/// A server for one command of administration, when none runs: on a port of its own that nobody is
/// told of, with a token that nobody has.
final class TerminalServer {

    private static final String HERE = "127.0.0.1";

    private TerminalServer() {}

    /// @throws CommandFault if a server would not start here, or not on that database
    static Administration.OwnServer start(Map<String, String> settings)
            throws IOException, InterruptedException {
        Runnable loud = quiet();
        Server server;
        boolean started = false;
        try {
            server = server(settings);
            started = true;
        } catch (IllegalArgumentException wrong) {
            throw new CommandFault(String.valueOf(wrong.getMessage()), wrong);
        } finally {
            if (!started) {
                loud.run();
            }
        }
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

    private static Server server(Map<String, String> settings)
            throws IOException, InterruptedException {
        ServerOptions options = options(settings);
        TerminalKey _ = TerminalKey.of(DatabaseLocation.dataFolder(settings));
        return Server.start(
                options,
                Database.look(DatabaseLocation.existing(settings)),
                InstantSource.system(),
                Limits.standard());
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
        String origin = Site.origin(settings.get(Site.SETTING));
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
                HeadPlaces.NONE,
                EmergencyUse.OFF,
                FactorDemand.of(settings.get(FactorDemand.SETTING)),
                InsideAddresses.allowed(settings.get(InsideAddresses.SETTING)));
    }
}
