package scrip.server.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Demands the token of metrics, or the emergency token, on paths that Spring serves without
/// passing our edge.
final class MetricsGuard implements Filter {

    private final MetricsToken metrics;
    private final AdminToken token;

    MetricsGuard(MetricsToken metrics, AdminToken token) {
        this.metrics = metrics;
        this.token = token;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            String sent = AdminToken.sentWith((HttpServletRequest) request);
            if (sent == null || !metrics.is(sent)) {
                token.check((HttpServletRequest) request);
            }
        } catch (ProblemException wrong) {
            Edge.written(wrong.problem(), RequestIds.of(request))
                    .to((HttpServletRequest) request, (HttpServletResponse) response);
            return;
        }
        chain.doFilter(request, response);
    }
}
