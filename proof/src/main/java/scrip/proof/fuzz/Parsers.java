package scrip.proof.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All parsers, and the server that some of them are in.
final class Parsers implements AutoCloseable {

    /// Instead of the name of one: those that need no server.
    static final String OF_FILES = "files";

    private final @Nullable HttpParsers http;
    private final List<Parser> all;

    private Parsers(@Nullable HttpParsers http, List<Parser> all) {
        this.http = http;
        this.all = all;
    }

    /// Those that are named, if no server is needed for them, or all.
    ///
    /// @param folder of their own, for files that they read or write
    static Parsers start(Path folder, String named) throws IOException, InterruptedException {
        if (named.equals(OF_FILES)) {
            return new Parsers(null, FileParsers.all(folder));
        }
        HttpParsers http = HttpParsers.start(folder);
        List<Parser> all = new ArrayList<>(FileParsers.all(folder));
        all.addAll(http.all());
        return new Parsers(http, List.copyOf(all));
    }

    List<Parser> all() {
        return all;
    }

    /// Those that a command names.
    ///
    /// @param name empty for all
    /// @throws IllegalArgumentException if there is none of that name
    List<Parser> named(String name) {
        List<Parser> found =
                all.stream()
                        .filter(p ->
                                name.isEmpty() || name.equals(OF_FILES) || p.name().equals(name))
                        .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no parser '%s': choose of %s"
                            .formatted(name, all.stream().map(Parser::name).toList()));
        }
        return found;
    }

    @Override
    public void close() {
        if (http != null) {
            http.close();
        }
    }
}
