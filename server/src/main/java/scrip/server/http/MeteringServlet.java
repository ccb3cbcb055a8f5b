package scrip.server.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import scrip.server.telemetry.LogFields;
import scrip.server.telemetry.Traced;

/// Serves the operations of the metering port. What filters and dispatching do on the main port is
/// done here in a few lines: the request's id, its route, its time in the metrics.
final class MeteringServlet extends HttpServlet {

    private static final PathPatternParser PARSER = PathPatternParser.defaultInstance;

    private static final long serialVersionUID = 1L;

    private static final String NO_PATH = "NOT_FOUND";
    private static final String NO_METHOD = "UNKNOWN";

    private final transient Edge edge;
    private final transient Map<String, Route> routes;
    private final transient List<Pattern> patterns;
    private final transient MeterRegistry metrics;
    private final transient Map<Timed, Timer> timers = new ConcurrentHashMap<>();

    /// @param routes each with a path of its own
    MeteringServlet(Edge edge, List<Route> routes, MeterRegistry metrics) {
        this.edge = edge;
        this.metrics = metrics;
        Map<String, Route> byPath = new LinkedHashMap<>();
        for (Route route : routes) {
            if (byPath.put(route.path(), route) != null) {
                throw new IllegalArgumentException("not for the metering port: " + route.path());
            }
        }
        this.routes = Map.copyOf(byPath);
        this.patterns =
                routes.stream()
                        .filter(route -> route.path().contains("{"))
                        .map(route -> new Pattern(PARSER.parse(route.path()), route))
                        .toList();
    }

    /// The path of an operation with parameters.
    private record Pattern(PathPattern path, Route route) {}

    /// An operation that is asked for, and the values of its path.
    private record Found(Route route, Map<String, String> values) {}

    private @Nullable Found find(HttpServletRequest request) {
        String path = request.getServletPath();
        Route exact = routes.get(GateRequest.isAt(path) ? Route.GATE : path);
        if (exact != null) {
            return new Found(exact, Map.of());
        }
        PathContainer asked = PathContainer.parsePath(request.getRequestURI());
        for (Pattern pattern : patterns) {
            PathPattern.PathMatchInfo match = pattern.path.matchAndExtract(asked);
            if (match != null) {
                return new Found(pattern.route, match.getUriVariables());
            }
        }
        return null;
    }

    /// What a timer is for.
    private record Timed(String method, String path, int status) {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long begun = System.nanoTime();
        String id = RequestIds.begun(request, response);
        LogFields.request(id);
        Found found = find(request);
        Route route = found == null ? null : found.route;
        try (Traced traced = RequestIds.traced(request)) {
            Edge.Written written =
                    found == null
                            ? Edge.unknownPath(request)
                            : edge.answerAt(request, found.values, found.route);
            written.to(request, response);
            // Before it counts as answered: a port that is being closed waits for nothing else.
            response.flushBuffer();
            traced.answered(written.status());
            timer(request, route, written.status())
                    .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        } finally {
            LogFields.end();
        }
    }

    private Timer timer(HttpServletRequest request, @Nullable Route route, int status) {
        String path = route == null ? NO_PATH : route.path();
        // Methods are counted by name only where there is one of that name.
        String method =
                route != null && request.getMethod().equals(route.method())
                        ? route.method()
                        : NO_METHOD;
        return timers.computeIfAbsent(new Timed(method, path, status), this::timer);
    }

    /// Under the name and the tags that the main port uses.
    private Timer timer(Timed timed) {
        HttpStatus status = HttpStatus.valueOf(timed.status());
        return Timer.builder("http.server.requests")
                .tag("error", "none")
                .tag("exception", "none")
                .tag("method", timed.method())
                .tag("outcome", outcome(status))
                .tag("status", Integer.toString(timed.status()))
                .tag("uri", timed.path())
                .register(metrics);
    }

    private static String outcome(HttpStatus status) {
        return switch (status.series()) {
            case INFORMATIONAL -> "INFORMATIONAL";
            case SUCCESSFUL -> "SUCCESS";
            case REDIRECTION -> "REDIRECTION";
            case CLIENT_ERROR -> "CLIENT_ERROR";
            case SERVER_ERROR -> "SERVER_ERROR";
        };
    }
}
