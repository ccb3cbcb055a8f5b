package scrip.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/// The question of a gateway. Its headers are the gateway's; path, query and method may be those of
/// the gateway's own client, which mean nothing here.
final class GateRequest extends HttpServletRequestWrapper {

    private static final String METHOD = "Scrip-Method";

    /// The method with which the gateway itself asks, as Envoy does.
    private static final String AS_ASKED = "as-asked";

    GateRequest(HttpServletRequest request) {
        super(request);
    }

    /// Whether a path is where gateways ask.
    static boolean isAt(String path) {
        return path.equals(Route.GATE) || path.startsWith(Route.GATE + "/");
    }

    /// Null also for a header that is there twice: which of the two is the gateway's, nobody can
    /// tell.
    @Override
    public @Nullable String getHeader(String name) {
        Enumeration<String> values = super.getHeaders(name);
        String value = values.hasMoreElements() ? values.nextElement() : null;
        if (values.hasMoreElements()) {
            return null;
        }
        return name.equals(METHOD) && AS_ASKED.equals(value) ? getMethod() : value;
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public String getRequestURI() {
        return Route.GATE;
    }
}
