package scrip.server.http;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/// Gives every request an id, the caller's own if it sent one. The id appears in the answer and in
/// every log line, and is stored with every command of the request.
public final class RequestIds implements Filter {

    private static final String HEADER = "X-Request-Id";
    private static final String ATTRIBUTE = "scrip.request_id";
    private static final String LOG_NAME = "request";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /// The id of a request that has passed the filter.
    public static String of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String id ? id : fresh();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = begun((HttpServletRequest) request, (HttpServletResponse) response);
        try (MDC.MDCCloseable _ = logged(id)) {
            chain.doFilter(request, response);
        }
    }

    /// The id of a request that begins now, which its answer has too.
    static String begun(HttpServletRequest request, HttpServletResponse response) {
        String given = request.getHeader(HEADER);
        String id = given != null && FORM.matcher(given).matches() ? given : fresh();
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);
        response.setHeader("X-Content-Type-Options", "nosniff");
        return id;
    }

    /// Puts the id into every log line of this thread until it is closed.
    static MDC.MDCCloseable logged(String id) {
        return MDC.putCloseable(LOG_NAME, id);
    }

    /// Tells requests apart and need not be hard to guess.
    private static String fresh() {
        return UuidCreator.getTimeOrderedEpochFast().toString();
    }
}
