package scrip.server.http;

import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
            LOG.error("request {} failed in the container", requestId, failure);
        }
        Problem problem =
                status < FIRST_FAULT_OF_OURS
                        ? new Problem(
                                status,
                                ProblemCode.REQUEST_MALFORMED.name(),
                                "the request cannot be read: check its path, parameters and headers",
                                List.of(),
                                List.of())
                        : Problem.of(
                                ProblemCode.INTERNAL,
                                "something went wrong in this server: tell its operator the request"
                                        + " id");
        try {
            response.setHeader("X-Request-Id", requestId);
            SecurityHeaders.to(response);
            Edge.written(problem, requestId).to(response);
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("the caller has gone", gone);
        }
    }
}
