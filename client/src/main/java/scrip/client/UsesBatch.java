package scrip.client;

import java.time.Duration;
import java.util.List;

/// Many uses in one request.
final class UsesBatch {

    /// What the server takes at most.
    static final int MOST = 1_000;

    private static final int CREATED = 201;
    private static final int OK = 200;

    private UsesBatch() {}

    /// @param bodies as they are sent in every try
    static Request request(List<String> bodies) {
        return Request.post(
                "uses.batch", "/v1/uses/batch", "{\"uses\":[" + String.join(",", bodies) + "]}");
    }

    /// The answer to one of them.
    ///
    /// @param status 0 if there is none
    record Element(int status, JsonObject body, Problem problem, @Nullable Duration retryAfter) {

        static Element of(JsonObject element) {
            JsonObject answer = element.objectOrNull("answer");
            JsonObject problem = element.objectOrNull("problem");
            int status = (int) element.whole("status", 0);
            Long retry = element.wholeOrNull("retry_after_seconds");
            return new Element(
                    status,
                    answer == null ? JsonObject.EMPTY : answer,
                    Problem.of(status, problem == null ? JsonObject.EMPTY : problem),
                    retry == null ? null : Duration.ofSeconds(retry));
        }

        boolean isBooked() {
            return status == CREATED || status == OK;
        }

        /// Whether it may be answered otherwise later; so it is if it was not answered at all.
        boolean isTemporary() {
            return status == 0 || Calls.isTemporary(status);
        }

        /// Whether the clock of the server is behind that of the product: a report waits for it.
        boolean isEarly() {
            return problem.code().equals("EVENT_IN_FUTURE");
        }
    }
}
