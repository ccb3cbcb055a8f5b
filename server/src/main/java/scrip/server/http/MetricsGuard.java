package scrip.server.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Demands the emergency token on paths that Spring serves without passing our edge.
final class MetricsGuard implements Filter {

    private final AdminToken token;

    MetricsGuard(AdminToken token) {
        this.token = token;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            token.check((HttpServletRequest) request);
        } catch (ProblemException wrong) {
            Edge.written(wrong.problem(), RequestIds.of(request))
                    .to((HttpServletRequest) request, (HttpServletResponse) response);
            return;
        }
        chain.doFilter(request, response);
    }
}
