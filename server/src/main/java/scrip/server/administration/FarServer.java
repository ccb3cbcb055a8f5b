package scrip.server.administration;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import scrip.server.database.DatabaseLocation;
import scrip.server.http.TerminalKey;
import scrip.server.terminal.CommandFault;
import scrip.server.terminal.Terminal;
import scrip.server.terminal.WrongArguments;
import tools.jackson.databind.JsonNode;

/// A server that is named by its address, and how it is asked. Part of the options of subcommands
/// that can ask one.
public final class FarServer {

    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String KEY_FORM = "[!-~]{1,200}";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "ask the server there, such as https://scrip.example")
    private @Nullable String url;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "with --url: the file with an API key (default: the data folder's own, which a"
                            + " server on this machine takes)")
    private @Nullable String key;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description =
                    "with --url: trust this certificate of the server, under any name (default: those"
                            + " that Java trusts; on this machine SCRIP_TLS_CERTIFICATE)")
    private @Nullable String certificate;

    /// Whether a server is named.
    public boolean isNamed() {
        return url != null;
    }

    /// Whether anything says how to ask it.
    public boolean isDescribed() {
        return key != null || certificate != null;
    }

    /// A server that is asked.
    public static final class Asked implements AutoCloseable {

        private final Api api;

        private Asked(Api api) {
            this.api = api;
        }

        public JsonNode get(String path) {
            return api.get(path, null);
        }

        public JsonNode post(String path, Map<String, Object> body) {
            return api.post(path, null, body);
        }

        public JsonNode delete(String path) {
            return api.delete(path, null);
        }

        @Override
        public void close() {
            api.close();
        }
    }

    /// Asks it.
    ///
    /// @param subcommand for the audit log
    /// @throws WrongArguments if it cannot be asked so
    public Asked open(Terminal terminal, String subcommand) {
        URI root = root();
        boolean here = HERE.contains(root.getHost());
        Map<String, String> settings = terminal.settings();
        if (!here && key == null) {
            throw new WrongArguments(
                    "--key is missing: a server on another machine takes an API key");
        }
        if (!here && "http".equals(root.getScheme())) {
            throw new WrongArguments(
                    "--url begins with https:// unless the server is on this machine: the key would"
                            + " go over the network as it is");
        }
        String trusted =
                certificate == null && here ? settings.get("SCRIP_TLS_CERTIFICATE") : certificate;
        boolean speaksTls = "https".equals(root.getScheme());
        try {
            return new Asked(
                    new Api(
                            root,
                            speaksTls && trusted != null ? Path.of(trusted) : null,
                            bearer(terminal, settings),
                            subcommand));
        } catch (IOException unreadable) {
            throw new CommandFault(
                    "the key or the certificate cannot be read (" + unreadable + ")", unreadable);
        }
    }

    private URI root() {
        try {
            URI root = new URI(String.valueOf(url));
            boolean web = "https".equals(root.getScheme()) || "http".equals(root.getScheme());
            boolean bare =
                    Set.of("", "/").contains(String.valueOf(root.getRawPath()))
                            && root.getRawQuery() == null
                            && root.getRawFragment() == null
                            && root.getRawUserInfo() == null;
            if (web && bare && root.getHost() != null) {
                return root;
            }
        } catch (URISyntaxException _) {
            // Told below.
        }
        throw new WrongArguments("--url is like https://scrip.example, not '" + url + "'");
    }

    private Api.Bearer bearer(Terminal terminal, Map<String, String> settings) throws IOException {
        if (key == null) {
            Path folder = DatabaseLocation.dataFolder(settings);
            return Api.passes(TerminalKey.existing(folder), terminal.clock(), terminal.user());
        }
        String secret = Files.readString(Path.of(key)).strip();
        if (!secret.matches(KEY_FORM)) {
            throw new WrongArguments(key + " has no API key: it is one line, such as scrip_live_…");
        }
        return (_, _) -> secret;
    }
}
