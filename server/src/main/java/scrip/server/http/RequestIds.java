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
import scrip.server.telemetry.LogFields;
import scrip.server.telemetry.Traced;
import scrip.server.telemetry.Traces;

/// Gives every request an id, the caller's own if it sent one. The id appears in the answer and in
/// every log line, and is stored with every command of the request.
public final class RequestIds implements Filter {

    private static final String HEADER = "X-Request-Id";
    private static final String ATTRIBUTE = "scrip.request_id";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /// The id of a request that has passed the filter.
    public static String of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String id ? id : fresh();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        LogFields.request(begun(asked, answer));
        try (Traced traced = traced(asked)) {
            chain.doFilter(request, response);
            traced.answered(answer.getStatus());
        } finally {
            LogFields.end();
        }
    }

    /// The part of a request in the trace of its caller.
    static Traced traced(HttpServletRequest request) {
        return Traces.request(
                request.getMethod(),
                request.getHeader("traceparent"),
                request.getHeader("tracestate"));
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

    /// Tells requests apart and need not be hard to guess.
    private static String fresh() {
        return UuidCreator.getTimeOrderedEpochFast().toString();
    }
}
