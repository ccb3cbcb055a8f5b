package scrip.server.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/// Serves the pages.
final class SiteRoutes {

    private static final Duration ASSET_AGE = Duration.ofHours(1);
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=UTF-8");
    private static final MediaType SCRIPT =
            MediaType.parseMediaType("text/javascript;charset=UTF-8");
    private static final MediaType YAML = MediaType.parseMediaType("application/yaml");

    RouterFunction<ServerResponse> functions() {
        return RouterFunctions.route()
                .GET("/docs", _ -> page(bytes("/site/docs.html")))
                .GET("/docs/site.css", _ -> asset(bytes("/site/site.css"), CSS))
                .GET("/docs/docs.js", _ -> asset(bytes("/site/docs.js"), SCRIPT))
                .GET("/docs/swagger-ui.css", _ -> asset(webjar("swagger-ui.css"), CSS))
                .GET(
                        "/docs/swagger-ui-bundle.js",
                        _ -> asset(webjar("swagger-ui-bundle.js"), SCRIPT))
                .GET(
                        "/openapi.yaml",
                        _ -> ServerResponse.ok().contentType(YAML).body(bytes("/openapi.yaml")))
                .build();
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
