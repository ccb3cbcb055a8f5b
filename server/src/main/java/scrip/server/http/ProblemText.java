package scrip.server.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Code;

/// What a code of a problem means, for people: the one source of a problem's `title`, of the page
/// that its `type` names, and of `docs/reference/problems.md`.
///
/// @param title the problem in one sentence
/// @param meaning what has happened
/// @param remedy what to do
public record ProblemText(String code, String title, String meaning, String remedy) {

    /// Where the page of each code is, followed by the code.
    public static final String PATH = "/docs/problems/";

    private static final int PARTS = 4;
    private static final Map<String, ProblemText> ALL = read();

    private static volatile String origin = "";

    /// Of every code, by status and then by name.
    public static List<ProblemText> all() {
        return ALL.values().stream()
                .sorted(
                        Comparator.comparingInt(ProblemText::status)
                                .thenComparing(ProblemText::code))
                .toList();
    }

    /// Of a code; null if there is no such code.
    public static @Nullable ProblemText find(String code) {
        return ALL.get(code);
    }

    static ProblemText of(String code) {
        return Objects.requireNonNull(ALL.get(code), code);
    }

    /// From now on this process tells pages by their whole address.
    ///
    /// @param address how browsers reach this server, as in `https://scrip.example`
    public static void publishedAt(String address) {
        origin = address;
    }

    /// The URI that tells the type of the problem, which is where its page is. Relative to this
    /// server unless it knows its public address.
    public String type() {
        return origin + PATH + code;
    }

    /// The HTTP status of the code.
    public int status() {
        for (ProblemCode own : ProblemCode.values()) {
            if (own.name().equals(code)) {
                return own.status();
            }
        }
        return Refusals.status(Code.valueOf(code));
    }

    private static Map<String, ProblemText> read() {
        Map<String, ProblemText> all = new HashMap<>();
        try (InputStream in = ProblemText.class.getResourceAsStream("problems.txt");
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    List<String> parts = List.of(line.split(" [|] ", PARTS));
                    all.put(
                            parts.getFirst(),
                            new ProblemText(
                                    parts.getFirst(), parts.get(1), parts.get(2), parts.getLast()));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return all;
    }
}
