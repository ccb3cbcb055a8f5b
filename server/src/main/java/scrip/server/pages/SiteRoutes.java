package scrip.server.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import scrip.server.http.ReadOnly;

/// Serves the contract, and the page that shows it.
final class SiteRoutes {

    private static final Duration ASSET_AGE = Duration.ofHours(1);
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=UTF-8");
    private static final MediaType SCRIPT =
            MediaType.parseMediaType("text/javascript;charset=UTF-8");
    private static final MediaType YAML = MediaType.parseMediaType("application/yaml");

    RouterFunction<ServerResponse> functions() {
        return Stream.of(
                        at("/docs/contract", () -> page(bytes("/site/contract.html"))),
                        at("/docs/contract.js", () -> asset(bytes("/site/contract.js"), SCRIPT)),
                        at("/docs/swagger-ui.css", () -> asset(webjar("swagger-ui.css"), CSS)),
                        at(
                                "/docs/swagger-ui-bundle.js",
                                () -> asset(webjar("swagger-ui-bundle.js"), SCRIPT)),
                        at(
                                "/openapi.yaml",
                                () ->
                                        ServerResponse.ok()
                                                .contentType(YAML)
                                                .body(bytes("/openapi.yaml"))))
                .reduce(RouterFunction::and)
                .orElseThrow();
    }

    private static RouterFunction<ServerResponse> at(String path, Supplier<ServerResponse> page) {
        return ReadOnly.at(RequestPredicates.path(path), _ -> page.get());
    }

    private static ServerResponse page(byte[] html) {
        return ServerResponse.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noCache())
                .body(html);
    }

    private static ServerResponse asset(byte[] content, MediaType type) {
        return ServerResponse.ok()
                .contentType(type)
                .cacheControl(CacheControl.maxAge(ASSET_AGE))
                .body(content);
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
