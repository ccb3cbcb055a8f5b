package scrip.server.terminal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.ToIntFunction;
import scrip.server.http.Json;
import tools.jackson.databind.JsonNode;

/// What a subcommand answered.
public record Typed(int code, String out, String err) {

    /// Runs something at a terminal.
    ///
    /// @param shown whether a person looks at it
    public static Typed at(
            Map<String, String> environment, boolean shown, ToIntFunction<Terminal> run) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                run.applyAsInt(
                        new Terminal(
                                environment,
                                InstantSource.system(),
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                () -> shown));
        return new Typed(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// The answer as JSON.
    public JsonNode json() {
        return Json.tree(out);
    }
}
