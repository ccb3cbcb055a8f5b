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
import scrip.server.telemetry.LogFields;
import scrip.server.telemetry.Traced;

/// Serves the operations of the metering port. What filters and dispatching do on the main port is
/// done here in a few lines: the request's id, its route, its time in the metrics.
final class MeteringServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String NO_PATH = "NOT_FOUND";
    private static final String NO_METHOD = "UNKNOWN";

    private final transient Edge edge;
    private final transient Map<String, Route> routes;
    private final transient MeterRegistry metrics;
    private final transient Map<Timed, Timer> timers = new ConcurrentHashMap<>();

    /// @param routes whose paths have no parameters, each with a path of its own
    MeteringServlet(Edge edge, List<Route> routes, MeterRegistry metrics) {
        this.edge = edge;
        this.metrics = metrics;
        Map<String, Route> byPath = new LinkedHashMap<>();
        for (Route route : routes) {
            if (byPath.put(route.path(), route) != null || route.path().contains("{")) {
                throw new IllegalArgumentException("not for the metering port: " + route.path());
            }
        }
        this.routes = Map.copyOf(byPath);
    }

    /// What a timer is for.
    private record Timed(String method, String path, int status) {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long begun = System.nanoTime();
        String id = RequestIds.begun(request, response);
        LogFields.request(id);
        Route route = routes.get(request.getServletPath());
        try (Traced traced = RequestIds.traced(request)) {
            Edge.Written written =
                    route == null ? Edge.unknownPath(request) : edge.answerAt(request, route);
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
