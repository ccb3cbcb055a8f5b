package scrip.server.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Caller;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.TestServer;
import scrip.server.database.DatabaseLocation;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Terminal;

/// `./scrip catalog` on a data folder, with and without a running server.
class CatalogInstallationTest {

    private static final String ID = "/v1/organizations/first-hospital";

    @TempDir Path folder = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aVersionPublishedByTheCommandIsSeenByTheServerAndSurvivesARestart() throws Exception {
        Path data = folder.resolve("data");
        Path old = write("old.yaml", ipc());
        Path next =
                write(
                        "next.yaml",
                        ipc().replace("version: 2026-03-24  ", "version: next  ")
                                .replace("amount: 5900 ", "amount: 6000 "));
        String at = Instant.now().plusSeconds(1_000_000).toString();
        try (Server server = start(data)) {
            Caller caller = new Caller("http://127.0.0.1:" + server.port(), TestServer.TOKEN, null);
            caller.put(ID, "{\"kind\": \"INSTITUTION\", \"name\": \"First\"}").is(200);
            String line = "{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}";
            String ask = "{\"lines\": [" + line + "], \"terms_accepted\": true}";
            String order = caller.post(ID + "/orders", ask).is(201).at("/id");
            caller.pay(ID, order).is(201);
            String open = caller.post(ID + "/orders", ask).is(201).at("/id");

            assertEquals(0, run(data, "diff", old.toString(), next.toString()));
            assertTrue(
                    said().contains("touches first-hospital: license (ACTIVE) of first-hospital"),
                    said());
            assertTrue(said().contains("open order " + open + ", which keeps its price"), said());
            assertEquals(1, run(data, "publish", next.toString()), said());
            assertTrue(said().contains("is already published from that very instant on"), said());
            assertEquals(0, run(data, "publish", next.toString(), "--at", at), said());
            assertEquals(0, run(data, "publish", next.toString(), "--at", at), said());
            assertEquals(1, run(data, "publish", next.toString(), "--at", "2400-01-01T00:00Z"));
            assertTrue(said().contains("with the same content, but from "), said());
            Files.writeString(next, Files.readString(next).replace("6000", "6001"));
            assertEquals(1, run(data, "publish", next.toString(), "--at", at));
            assertTrue(said().contains("with other content, from "), said());
            assertTrue(said().contains("never changes"), said());
            PublishedCatalogs seen = server.context().getBean(PublishedCatalogs.class);
            seen.refresh();
            assertTrue(caller.get("/v1/catalogs/ipc/versions").text().contains("\"next\""));
        }
        try (Server server = start(data)) {
            Caller caller = new Caller("http://127.0.0.1:" + server.port(), TestServer.TOKEN, null);
            caller.get("/v1/catalogs/ipc/versions").is(200).has("/items/1/version", "next");
        }
        assertEquals(0, run(data, "diff", old.toString(), next.toString()));
        assertTrue(said().contains("touches first-hospital"), said());
    }

    @Test
    void noCommandMakesADatabaseInAMistypedFolder() throws Exception {
        Path mistyped = folder.resolve("mistyped");
        String file = write("some.yaml", ipc()).toString();
        for (String[] args :
                List.of(new String[] {"diff", file, file}, new String[] {"publish", file})) {
            assertEquals(1, run(mistyped, args));
            assertTrue(said().startsWith("scrip: there is no data in"), said());
            assertTrue(Files.notExists(mistyped));
        }
    }

    private int run(Path data, String... args) {
        out.reset();
        try (PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            Terminal terminal = Terminal.of(Map.of("SCRIP_DATA", data.toString()), to, to);
            return Manners.run(new CatalogCommand(terminal), terminal, "catalog", args);
        }
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Server start(Path data) throws IOException, InterruptedException {
        return Server.start(
                new ServerOptions(
                        new DatabaseLocation.Embedded(data),
                        "127.0.0.1",
                        0,
                        data.resolve("admin-token"),
                        TestServer.TOKEN));
    }

    private static String ipc() {
        return new String(ShippedCatalogs.bytes("ipc"), StandardCharsets.UTF_8);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
