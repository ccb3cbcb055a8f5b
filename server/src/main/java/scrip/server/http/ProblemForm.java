package scrip.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a problem is written.
enum ProblemForm {
    /// As the contract has it (RFC 9457).
    CONTRACT("application/problem+json"),
    /// As SCIM has it (RFC 7644, 3.12).
    SCIM("application/scim+json"),
    /// As the contract has it, with a status that every gateway knows: 401 or 403.
    GATE("application/problem+json"),
    /// As OFREP has it.
    OFREP("application/json");

    private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

    /// The header in which a gateway reads why.
    static final String REASON = "Scrip-Reason";

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final String type;

    ProblemForm(String type) {
        this.type = type;
    }

    /// The form of the answers to a path.
    static ProblemForm of(String path) {
        if (path.startsWith(Route.SCIM)) {
            return SCIM;
        }
        if (path.startsWith(Route.OFREP)) {
            return OFREP;
        }
        return GateRequest.isAt(path) ? GATE : CONTRACT;
    }

    /// The status of the answer.
    int status(Problem problem) {
        return this == GATE && problem.status() != UNAUTHORIZED ? FORBIDDEN : problem.status();
    }

    /// The headers that an answer has because of its form.
    Map<String, String> headers(Problem problem) {
        return this == GATE ? Map.of(REASON, problem.code()) : Map.of();
    }

    /// The media type.
    String type() {
        return type;
    }

    Map<String, Object> shown(Problem problem, String requestId) {
        return switch (this) {
            case CONTRACT -> problem.shown(requestId);
            case GATE ->
                    new Problem(
                                    status(problem),
                                    problem.code(),
                                    problem.detail(),
                                    problem.errors(),
                                    problem.lines(),
                                    problem.reason())
                            .shown(requestId);
            case OFREP -> {
                Map<String, Object> shown = new LinkedHashMap<>();
                shown.put(
                        "errorCode",
                        problem.code().equals(ProblemCode.JSON_MALFORMED.name())
                                ? "PARSE_ERROR"
                                : "GENERAL");
                shown.put("errorDetails", problem.detail());
                shown.put("metadata", Map.of());
                // Beside what the protocol has: whoever runs a client reads them in its log.
                shown.put("code", problem.code());
                shown.put("request_id", requestId);
                yield shown;
            }
            case SCIM -> {
                Map<String, Object> shown = new LinkedHashMap<>();
                shown.put("schemas", List.of(ERROR));
                shown.put("status", Integer.toString(problem.status()));
                String scimType = scimType(problem);
                if (scimType != null) {
                    shown.put("scimType", scimType);
                }
                shown.put("detail", problem.detail());
                // Beside what the standard has: directories show it to whoever runs them.
                shown.put("code", problem.code());
                shown.put("request_id", requestId);
                yield shown;
            }
        };
    }

    /// The reason in the way SCIM writes it: `INVALID_FILTER` is `invalidFilter`.
    private static @Nullable String scimType(Problem problem) {
        String reason = problem.reason();
        if (reason == null) {
            return switch (problem.code()) {
                case "JSON_MALFORMED" -> "invalidSyntax";
                case "INPUT_INVALID" -> "invalidValue";
                default -> null;
            };
        }
        StringBuilder written = new StringBuilder();
        for (String word : reason.toLowerCase(Locale.ROOT).split("_", -1)) {
            written.append(
                    written.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return written.toString();
    }
}
