package scrip.server.doctor;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scrip.server.administration.AddressFile;
import scrip.server.connection.Ports;
import scrip.server.database.DatabaseLocation;
import scrip.server.http.ProblemText;

/// Whether the ports are free, or the running server of this installation has them.
final class PortsCheck {

    private static final String CHECK = "ports";
    private static final String HERE = "127.0.0.1";
    private static final int ANSWER_MILLISECONDS_MAX = 2_000;

    private final Map<String, String> settings;
    private final @Nullable URI running;
    private final List<Finding> all = new ArrayList<>();

    private PortsCheck(Map<String, String> settings, @Nullable URI running) {
        this.settings = settings;
        this.running = running;
    }

    static List<Finding> of(Map<String, String> settings) {
        URI running = null;
        try {
            Path folder = DatabaseLocation.dataFolder(settings);
            running = AddressFile.read(folder).orElse(null);
        } catch (IOException failure) {
            return List.of(
                    Finding.fault(
                            CHECK,
                            "whether a server runs cannot be told (" + failure.getMessage() + ")",
                            "run this as the user that the server runs as"));
        }
        PortsCheck check = new PortsCheck(settings, running);
        String host = settings.getOrDefault("SCRIP_HOST", HERE);
        String port = settings.getOrDefault("SCRIP_PORT", Integer.toString(Ports.USUAL));
        check.look(host, port, "SCRIP_PORT");
        check.named(host, "SCRIP_METERING_PORT");
        check.named(settings.getOrDefault("SCRIP_MANAGEMENT_HOST", HERE), "SCRIP_MANAGEMENT_PORT");
        return check.all;
    }

    /// A port that is there only if it can be had, unless it is named.
    private void named(String host, String name) {
        String port = settings.get(name);
        if (port != null && !port.equals("off")) {
            look(host, port, name);
        }
    }

    /// What is no port is told with the settings.
    private void look(String host, String port, String name) {
        if (!port.matches("[0-9]{1,5}")) {
            return;
        }
        Optional<String> problem = Ports.problem(host, port, name);
        if (problem.isEmpty()) {
            all.add(Finding.ok(CHECK, name + ": " + port + " is free"));
        } else if (running != null && isOurs(host, port, name)) {
            all.add(Finding.ok(CHECK, name + ": the server that runs has " + port));
        } else {
            all.add(Finding.fault(CHECK, problem.get(), "then look again"));
        }
    }

    /// Whether it answers as Scrip does. What speaks TLS is taken for ours while ours runs.
    private boolean isOurs(String host, String port, String name) {
        if (running != null && Integer.toString(running.getPort()).equals(port)) {
            return true;
        }
        if (running != null
                && "https".equals(running.getScheme())
                && !name.contains("MANAGEMENT")) {
            return true;
        }
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        String address = everywhere ? HERE : host.contains(":") ? "[" + host + "]" : host;
        try {
            URI health = URI.create("http://" + address + ":" + port + "/health/liveness");
            HttpURLConnection asked = (HttpURLConnection) health.toURL().openConnection();
            asked.setConnectTimeout(ANSWER_MILLISECONDS_MAX);
            asked.setReadTimeout(ANSWER_MILLISECONDS_MAX);
            boolean refused = asked.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
            try (var answer = refused ? asked.getErrorStream() : asked.getInputStream()) {
                String text =
                        answer == null
                                ? ""
                                : new String(answer.readAllBytes(), StandardCharsets.UTF_8);
                return text.contains(ProblemText.PATH) || text.contains("\"UP\"");
            }
        } catch (IOException | IllegalArgumentException _) {
            return false;
        }
    }
}
