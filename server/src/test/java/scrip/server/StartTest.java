package scrip.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `start` as an operator sees it, in its own process.
@Timeout(120)
class StartTest {

    private static final int WAIT_SECONDS_MAX = 120;

    @TempDir Path folder;

    private Process start(Map<String, String> environment, Path err) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx300m"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of("scrip.server.Main", "start"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("SCRIP_"));
        builder.environment().putAll(environment);
        builder.redirectError(err.toFile());
        return builder.directory(folder.toFile()).start();
    }

    private String failure(Map<String, String> environment) throws Exception {
        Path err = Files.createTempFile(folder, "err", "");
        Process process = start(environment, err);
        assertEquals(List.of(), process.inputReader().readAllLines());
        assertTrue(process.waitFor(WAIT_SECONDS_MAX, TimeUnit.SECONDS));
        assertEquals(1, process.exitValue());
        List<String> lines = Files.readAllLines(err);
        assertEquals(1, lines.size(), lines.toString());
        return lines.getFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void anErrorTheOperatorCanFixIsOneLineAndExitCodeOne() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertTrue(failure(Map.of("SCRIP_PORT", port)).contains("SCRIP_PORT"), port);
            String metering =
                    failure(
                            Map.of(
                                    "SCRIP_PORT",
                                    Integer.toString(freePort()),
                                    "SCRIP_METERING_PORT",
                                    port));
            assertTrue(metering.contains("SCRIP_METERING_PORT"), metering);
        }
        assertTrue(failure(Map.of("SCRIP_PORT", "eighty")).contains("'eighty'"));
        assertTrue(failure(Map.of("SCRIP_HOST", "192.0.2.1")).contains("SCRIP_HOST"));
        String port = Integer.toString(freePort());
        Path file = Files.createFile(folder.resolve("no-folder"));
        String line = failure(Map.of("SCRIP_PORT", port, "SCRIP_DATA", file.toString()));
        assertTrue(line.contains("SCRIP_DATA"), line);
        line = failure(Map.of("SCRIP_PORT", port, "SCRIP_DATABASE_URL", "mysql://x"));
        assertTrue(line.contains("SCRIP_DATABASE_URL"), line);
    }

    @Test
    void itServesUntilStoppedAndKeepsItsTokenAndFacts() throws Exception {
        Path data = folder.resolve("data");
        Map<String, String> environment = Map.of("SCRIP_PORT", "0", "SCRIP_DATA", data.toString());
        String first =
                serve(
                        environment,
                        caller -> {
                            caller.put(
                                            "/v1/organizations/a",
                                            "{\"kind\": \"INSTITUTION\", \"name\": \"A\"}")
                                    .is(200);
                        });
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(data.resolve("admin-token"))));
        String second =
                serve(
                        environment,
                        caller -> {
                            caller.get("/v1/organizations/a").is(200).has("/name", "A");
                        });
        assertEquals(first, second);
    }

    @Test
    void theFirstLinkIsInAFileWhenNobodyLooksAndTheAddressAsLongAsItServes() throws Exception {
        Path data = folder.resolve("data");
        String file = "SCRIP_PORT = 0\nSCRIP_METERING_PORT = off\nSCRIP_DATA = data\n";
        Files.writeString(folder.resolve("scrip.conf"), file);
        AtomicInteger port = new AtomicInteger();
        serve(
                Map.of("SCRIP_CONFIG", "scrip.conf", "SCRIP_MANAGEMENT_PORT", "off"),
                caller -> {
                    port.set(URI.create(caller.root()).getPort());
                    for (String name : List.of("first-administrator", "address")) {
                        assertTrue(Files.exists(data.resolve(name)), name);
                    }
                });
        Path link = data.resolve("first-administrator");
        assertTrue(Files.readString(link).contains("http://localhost:" + port + "/"));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(link)));
        assertFalse(Files.exists(data.resolve("address")), "it serves no more");
    }

    @Test
    void everythingWrongWithTheSettingsIsToldAtOnce() throws Exception {
        Path err = Files.createTempFile(folder, "err", "");
        Process process = start(Map.of("SCRIP_PORT", "eighty", "SCRIP_METERING_PORT", "many"), err);
        assertEquals(List.of(), process.inputReader().readAllLines());
        assertTrue(process.waitFor(WAIT_SECONDS_MAX, TimeUnit.SECONDS));
        assertEquals(1, process.exitValue());
        assertEquals(2, Files.readAllLines(err).size(), Files.readString(err));
    }

    private interface Visit {
        void with(Caller caller);
    }

    /// Starts the server, visits it, stops it; returns the token.
    private String serve(Map<String, String> environment, Visit visit) throws Exception {
        Path err = Files.createTempFile(folder, "err", "");
        Process process = start(environment, err);
        try {
            Pattern block = Pattern.compile("(?s)API +(http\\S+)/v1.*token +in (\\S+)\\n");
            StringBuilder said = new StringBuilder();
            BufferedReader out = process.inputReader();
            Matcher found = block.matcher(said);
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.append(line).append('\n');
                if (found.reset().find()) {
                    break;
                }
            }
            assertTrue(found.reset().find(), said + Files.readString(err));
            String token = Files.readString(folder.resolve(found.group(2))).strip();
            assertFalse(said.toString().contains(token), "nobody looks at a pipe");
            visit.with(new Caller(found.group(1), token, null));
            return token;
        } finally {
            process.destroy();
            assertTrue(process.waitFor(WAIT_SECONDS_MAX, TimeUnit.SECONDS));
            assertTrue(!Files.readString(err).contains("\tat "), Files.readString(err));
        }
    }
}
