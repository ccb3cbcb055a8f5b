package scrip.server.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import scrip.server.connection.Exchange;
import scrip.server.connection.Forwarded;
import scrip.server.connection.Perimeter;
import scrip.server.connection.Proxies;

/// Looks at every request before anything else does: who asks, under which name of this server, and
/// whether that port serves it at all.
final class Reception extends ValveBase {

    /// What the caller's own key names, which may have a slash.
    private static final Pattern NAMED_BY_KEY =
            Pattern.compile("/v1/(organizations/[^/%]+/)?(holds|uses|kept-uses)/.+");

    private static final String HEALTH = "/health";
    private static final String METRICS = "/metrics";

    private final Proxies proxies;
    private final @Nullable Perimeter browsers;
    private final @Nullable Connector management;

    /// @param browsers null for a port that serves no browsers, under any name
    /// @param management the port that serves health and metrics alone; null for none
    Reception(Proxies proxies, @Nullable Perimeter browsers, @Nullable Connector management) {
        this.proxies = proxies;
        this.browsers = browsers;
        this.management = management;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (response.isError()) {
            // The container has rejected it: what it says about itself cannot be read.
            getNext().invoke(request, response);
            return;
        }
        if (Exchange.isHeadless(request)) {
            response.sendError(HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED);
            return;
        }
        if (browsers != null && browsers.isSecure()) {
            request.setSecure(true);
        }
        String peer = request.getRemoteAddr();
        Problem problem = disguised(request);
        if (problem == null && !proxies.isEmpty()) {
            problem = forwarded(request);
        }
        if (problem == null) {
            problem = elsewhere(request);
        }
        if (problem != null) {
            answer(request, response, problem);
        } else {
            getNext().invoke(request, response);
        }
        if (!proxies.isEmpty()) {
            request.setRemoteAddr(peer);
        }
    }

    private @Nullable Problem forwarded(Request request) {
        try {
            Forwarded.of(request, proxies).ifPresent(found -> believe(request, found));
            return null;
        } catch (IllegalArgumentException _) {
            return Problem.of(
                    ProblemCode.REQUEST_MALFORMED,
                    "Forwarded and X-Forwarded-For contradict each other: the proxy has to remove"
                            + " the one that it does not write");
        }
    }

    /// A proxy that is asked over TLS may itself ask by plain HTTP: what browsers see stays secure.
    private void believe(Request request, Forwarded found) {
        request.setRemoteAddr(found.address());
        String scheme = found.scheme();
        if (scheme != null) {
            request.getCoyoteRequest().scheme().setString(scheme);
            request.setSecure(scheme.equals("https") || (browsers != null && browsers.isSecure()));
        }
        String host = found.host();
        if (host != null) {
            request.getCoyoteRequest().serverName().setString(withoutPort(host));
            // The name that is checked below is the only one that anything reads.
            request.getCoyoteRequest().getMimeHeaders().setValue("Host").setString(host);
        }
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    /// A gateway puts the path of its own client behind ours, with the key of a product: were it
    /// read as another of our paths, a client could ask that instead. A slash in disguise is told
    /// apart from a real one where names may have one, and nowhere else.
    private static @Nullable Problem disguised(Request request) {
        String sent = request.getRequestURI();
        boolean gate = GateRequest.isAt(sent);
        if (gate && !GateRequest.isAt(String.valueOf(request.getDecodedRequestURI()))) {
            return Problem.of(
                    ProblemCode.FORBIDDEN,
                    "the path leads elsewhere: the gateway has to normalize paths");
        }
        return hidesSlash(sent)
                        && !gate
                        && !sent.startsWith(Route.OFREP)
                        && !NAMED_BY_KEY.matcher(sent).matches()
                ? TomcatProblems.problem(HttpServletResponse.SC_BAD_REQUEST)
                : null;
    }

    private static boolean hidesSlash(String path) {
        return path.contains("%2f") || path.contains("%2F");
    }

    private @Nullable Problem elsewhere(Request request) {
        if (management != null && management.equals(request.getConnector())) {
            String path = String.valueOf(request.getDecodedRequestURI());
            boolean serves =
                    path.equals(HEALTH) || path.startsWith(HEALTH + "/") || path.equals(METRICS);
            return serves
                    ? null
                    : Problem.of(
                            ProblemCode.UNKNOWN_PATH, "this port serves /health and /metrics only");
        }
        String name = request.getServerName();
        if (browsers == null
                || name == null
                || name.isEmpty()
                || browsers.hosts().has(name, request.getLocalAddr())) {
            return null;
        }
        return Problem.of(
                ProblemCode.UNKNOWN_HOST,
                "this server is not known under the name you asked for: its operator can add that"
                        + " to SCRIP_HOSTS");
    }

    private static void answer(Request request, Response response, Problem problem)
            throws IOException {
        String id = RequestIds.begun(request.getRequest(), response.getResponse());
        SecurityHeaders.to(response);
        Edge.written(problem, id, ProblemForm.of(request.getRequestURI())).to(request, response);
    }
}
