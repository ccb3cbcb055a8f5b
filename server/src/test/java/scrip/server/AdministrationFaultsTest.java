package scrip.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.administration.AddressFile;
import scrip.server.http.TerminalKey;
import scrip.server.terminal.Typed;

/// What an operator can do wrong around administration: a line each, before any database starts.
class AdministrationFaultsTest {

    @TempDir Path data;

    private Map<String, String> environment = Map.of();

    @BeforeEach
    void aFolderThatLooksLikeData() throws IOException {
        Files.createDirectory(data.resolve("pg"));
        TerminalKey _ = TerminalKey.of(data);
        environment = Map.of("SCRIP_DATA", data.toString());
    }

    private String refused(int code, String... args) {
        Typed typed = Typed.at(environment, false, terminal -> Main.run(terminal, args));
        assertEquals(code, typed.code(), List.of(args) + typed.out() + typed.err());
        assertEquals("", typed.out());
        return typed.err();
    }

    @Test
    void whatASettingBreaksIsOneLine() {
        for (Map.Entry<String, String> wrong :
                Map.of("SCRIP_ORIGIN", "scrip.example", "SCRIP_SECOND_FACTOR", "king").entrySet()) {
            Map<String, String> other = new HashMap<>(environment);
            other.put(wrong.getKey(), wrong.getValue());
            Typed typed = Typed.at(other, false, terminal -> Main.run(terminal, "staff", "list"));
            assertEquals(1, typed.code(), typed.err());
            List<String> lines = typed.err().lines().toList();
            assertEquals(2, lines.size(), typed.err());
            assertTrue(lines.getLast().startsWith("scrip: " + wrong.getKey()), typed.err());
        }
    }

    @Test
    void whatIsNoServerAtTheAddressIsOneLine() throws Exception {
        HttpServer other =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext(
                "/",
                asked -> {
                    asked.sendResponseHeaders(200, 5);
                    asked.getResponseBody().write("<html".getBytes(UTF_8));
                    asked.close();
                });
        other.start();
        AddressFile.write(data, "http://127.0.0.1:" + other.getAddress().getPort());
        try {
            String told = refused(1, "staff", "list");
            assertTrue(told.contains("is no server of Scrip"), told);
            assertEquals(1, told.lines().count(), told);
        } finally {
            other.stop(0);
            AddressFile.delete(data);
        }
    }
}
