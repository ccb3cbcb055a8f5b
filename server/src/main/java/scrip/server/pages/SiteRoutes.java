package scrip.server.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import scrip.server.http.ProblemText;
import scrip.server.http.ReadOnly;

/// Serves the contract, and the page that shows it.
final class SiteRoutes {

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=UTF-8");
    private static final MediaType SCRIPT =
            MediaType.parseMediaType("text/javascript;charset=UTF-8");
    private static final MediaType YAML = MediaType.parseMediaType("application/yaml");

    private final Map<String, ServedFile> files = new ConcurrentHashMap<>();

    RouterFunction<ServerResponse> functions() {
        return Stream.of(
                        at("/docs/contract", HTML, () -> bytes("/site/contract.html")),
                        at("/docs/contract.js", SCRIPT, () -> bytes("/site/contract.js")),
                        at("/docs/swagger-ui.css", CSS, () -> webjar("swagger-ui.css")),
                        at(
                                "/docs/swagger-ui-bundle.js",
                                SCRIPT,
                                () -> webjar("swagger-ui-bundle.js")),
                        problems(),
                        at("/openapi.yaml", YAML, SiteRoutes::contract))
                .reduce(RouterFunction::and)
                .orElseThrow();
    }

    private RouterFunction<ServerResponse> at(
            String path, MediaType type, Supplier<byte[]> content) {
        return ReadOnly.at(
                RequestPredicates.path(path), request -> file(path, type, content).answer(request));
    }

    /// Made when it is first asked for: most of them never are.
    private ServedFile file(String path, MediaType type, Supplier<byte[]> content) {
        return files.computeIfAbsent(path, p -> ServedFile.of(p, type, content.get()));
    }

    private RouterFunction<ServerResponse> problems() {
        return ReadOnly.at(
                request -> problem(request.path()) != null,
                request -> {
                    ProblemText text = Objects.requireNonNull(problem(request.path()));
                    return file(request.path(), HTML, () -> html(ProblemPages.one(text)))
                            .answer(request);
                });
    }

    private static @Nullable ProblemText problem(String path) {
        return path.startsWith(ProblemText.PATH)
                ? ProblemText.find(path.substring(ProblemText.PATH.length()))
                : null;
    }

    private static byte[] html(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] webjar(String name) {
        try {
            return new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:META-INF/resources/webjars/swagger-ui/*/" + name)[0]
                            .getContentAsByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static byte[] contract() {
        return bytes("/openapi.yaml");
    }

    private static byte[] bytes(String name) {
        try (InputStream in = SiteRoutes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the program");
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
