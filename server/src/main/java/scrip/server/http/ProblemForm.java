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
    SCIM("application/scim+json");

    private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

    private final String type;

    ProblemForm(String type) {
        this.type = type;
    }

    /// The form of the answers to a path.
    static ProblemForm of(String path) {
        return path.startsWith(Route.SCIM) ? SCIM : CONTRACT;
    }

    /// The media type.
    String type() {
        return type;
    }

    Map<String, Object> shown(Problem problem, String requestId) {
        return switch (this) {
            case CONTRACT -> problem.shown(requestId);
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
