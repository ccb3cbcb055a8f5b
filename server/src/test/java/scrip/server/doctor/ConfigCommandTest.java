package scrip.server.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.terminal.Manners;
import scrip.server.terminal.Typed;
import tools.jackson.databind.JsonNode;

class ConfigCommandTest {

    @TempDir Path folder;

    private static Typed run(Map<String, String> environment, String... args) {
        return Typed.at(
                environment,
                true,
                terminal -> Manners.run(new ConfigCommand(terminal), terminal, "config", args));
    }

    @Test
    void everySettingIsShownWithItsSourceAndNoSecret() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hidden-in-a-file");
        Path file =
                Files.writeString(
                        folder.resolve("scrip.conf"),
                        "SCRIP_PORT = 9090\nSCRIP_MAIL_PASSWORD_FILE = " + secret + "\n");
        Map<String, String> environment = new HashMap<>();
        environment.put("SCRIP_CONFIG", file.toString());
        environment.put("SCRIP_HOST", "0.0.0.0");
        environment.put("SCRIP_ADMIN_TOKEN", "hidden-token-of-the-operator");
        Typed text = run(environment);
        assertEquals(0, text.code(), text.err());
        assertTrue(text.out().contains("SCRIP_PORT"), text.out());
        assertTrue(text.out().matches("(?s).*SCRIP_PORT +file +9090\n.*"), text.out());
        assertTrue(text.out().matches("(?s).*SCRIP_HOST +environment +0\\.0\\.0\\.0\n.*"));
        assertTrue(text.out().matches("(?s).*SCRIP_DATA +default +data\n.*"), text.out());
        Typed json = run(environment, "--json");
        assertEquals(file.toString(), json.json().get("file").asString());
        for (JsonNode one : json.json().get("settings")) {
            if (one.get("name").asString().equals("SCRIP_MAIL_PASSWORD")) {
                assertEquals("********", one.get("value").asString());
                assertEquals(secret.toString(), one.get("secret_file").asString());
            }
        }
        assertFalse((text.out() + json.out()).contains("hidden"), json.out());
    }

    @Test
    void faultsAndStrangersAreToldBeside() {
        Typed wrong = run(Map.of("SCRIP_PORT", "eighty", "SCRIP_ORIGINS", "x"));
        assertEquals(1, wrong.code());
        assertTrue(wrong.err().contains("SCRIP_PORT must be a number"), wrong.err());
        assertTrue(wrong.err().contains("did you mean SCRIP_ORIGIN?"), wrong.err());
        assertEquals(1, run(Map.of("SCRIP_PORT", "x"), "--json").json().get("faults").size());
        assertEquals(2, run(Map.of(), "--json", "--template").code());
    }

    @Test
    void theTemplateGoesToStandardOutput() {
        Typed typed = run(Map.of(), "--template");
        assertEquals(0, typed.code());
        assertTrue(typed.out().contains("\n# SCRIP_PORT = 8080\n"), typed.out());
        assertTrue(typed.out().contains("\n# SCRIP_MAIL_PASSWORD_FILE = \n"), typed.out());
    }
}
