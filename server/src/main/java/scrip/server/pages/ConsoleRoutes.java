package scrip.server.pages;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import scrip.server.http.ReadOnly;

/// Serves the files of the console and of the documentation, and the console's page for every path
/// of its own.
final class ConsoleRoutes {

    private static final String DOCS = "/docs";

    /// Paths that other features always answer.
    private static final List<String> NOT_OURS =
            List.of("/v1", DOCS, "/health", "/metrics", "/openapi.yaml");

    private static final String ROOT = "/";

    private final Map<String, ServedFile> files;

    ConsoleRoutes(Map<String, ServedFile> files) {
        this.files = files;
    }

    RouterFunction<ServerResponse> functions() {
        return ReadOnly.at(this::isFile, r -> found(r).answer(r))
                .and(ReadOnly.at(r -> r.path().equals(ROOT), r -> index().answer(r)))
                .and(RouterFunctions.route(this::isPage, r -> index().answer(r)));
    }

    private boolean isFile(ServerRequest request) {
        return files.containsKey(file(request.path()));
    }

    /// The file behind a path: a page of the documentation is asked for without `.html`.
    private static String file(String path) {
        if (path.equals(DOCS)) {
            return DOCS + ServedFile.INDEX;
        }
        return path.startsWith(DOCS + "/") && path.indexOf('.') < 0 ? path + ".html" : path;
    }

    /// A path without a file is a page of the console if a browser asks for HTML.
    private boolean isPage(ServerRequest request) {
        String path = request.path();
        if (!reads(request) || NOT_OURS.stream().anyMatch(p -> isBelow(path, p))) {
            return false;
        }
        return request.headers().accept().stream()
                .anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype);
    }

    private static boolean isBelow(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }

    private static boolean reads(ServerRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    private ServedFile found(ServerRequest request) {
        return Objects.requireNonNull(files.get(file(request.path())));
    }

    private ServedFile index() {
        return Objects.requireNonNull(files.get(ServedFile.INDEX));
    }
}
