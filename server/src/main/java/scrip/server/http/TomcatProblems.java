package scrip.server.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import scrip.server.connection.Exchange;
import scrip.server.ledger.Outcome;
import scrip.server.telemetry.LogFields;

/// Answers requests that the container rejects before our code sees them, and failures inside the
/// container, in the same form as every other problem.
final class TomcatProblems extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(TomcatProblems.class);
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_FAULT_OF_OURS = 500;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < FIRST_ERROR
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        String requestId = RequestIds.of(request.getRequest());
        if (failure != null && status >= FIRST_FAULT_OF_OURS) {
            try (MDC.MDCCloseable _ = MDC.putCloseable(LogFields.REQUEST, requestId)) {
                LOG.error("request {} failed in the container", requestId, failure);
            }
        }
        Problem problem = problem(status);
        try {
            response.setHeader("X-Request-Id", requestId);
            SecurityHeaders.to(response);
            Edge.Written written =
                    Edge.written(
                            problem,
                            requestId,
                            ProblemForm.of(String.valueOf(request.getRequestURI())));
            if (Exchange.isHeadless(request)) {
                // Of HTTP/0.9 nobody would see the status.
                response.getOutputStream().write(written.withHead());
            } else {
                written.to(request, response);
            }
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("the caller has gone", gone);
        }
    }

    static Problem problem(int status) {
        return switch (status) {
            case HttpServletResponse.SC_METHOD_NOT_ALLOWED ->
                    Problem.of(
                            ProblemCode.METHOD_NOT_ALLOWED, "this path does not take this method");
            case HttpServletResponse.SC_REQUEST_TIMEOUT ->
                    Problem.of(
                            ProblemCode.REQUEST_TIMEOUT,
                            "the request did not arrive in time: send it again");
            case HttpServletResponse.SC_NOT_IMPLEMENTED ->
                    Problem.of(
                            ProblemCode.NOT_IMPLEMENTED,
                            "this server knows no such method or transfer encoding");
            case HttpServletResponse.SC_SERVICE_UNAVAILABLE ->
                    Edge.problem(Outcome.Reason.STOPPING);
            case HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED ->
                    Problem.of(ProblemCode.VERSION_NOT_SUPPORTED, "speak HTTP/1.1 here");
            default ->
                    status < FIRST_FAULT_OF_OURS
                            ? new Problem(
                                    status,
                                    ProblemCode.REQUEST_MALFORMED.name(),
                                    "the request cannot be read: check its path, parameters and"
                                            + " headers",
                                    List.of(),
                                    List.of())
                            : Problem.of(
                                    ProblemCode.INTERNAL,
                                    "something went wrong in this server: tell its operator the"
                                            + " request id");
        };
    }
}
