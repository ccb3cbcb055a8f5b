package scrip.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import scrip.core.ledger.Refusal;

/// An answer that is not a success (RFC 9457).
///
/// @param code stable, for programs; `detail` is for people
/// @param errors everything that is wrong with the input; empty for other problems
/// @param lines the first fault of each faulty line of an order (C10)
/// @param reason why, where the code alone does not tell programs; null otherwise
public record Problem(
        int status,
        String code,
        String detail,
        List<InputFault> errors,
        List<Refusal.LineFault> lines,
        @Nullable String reason) {

    public Problem(
            int status,
            String code,
            String detail,
            List<InputFault> errors,
            List<Refusal.LineFault> lines) {
        this(status, code, detail, errors, lines, null);
    }

    /// This one, with the reason.
    public Problem because(Enum<?> why) {
        return new Problem(status, code, detail, errors, lines, why.name());
    }

    /// Whether a repeat of the request may succeed a little later.
    boolean isTemporary() {
        return status == HttpStatus.SERVICE_UNAVAILABLE.value();
    }

    /// As the contract has it.
    Map<String, Object> shown(String requestId) {
        Map<String, Object> shown = new LinkedHashMap<>();
        ProblemText text = ProblemText.of(code);
        shown.put("type", text.type());
        shown.put("title", text.title());
        shown.put("status", status);
        shown.put("code", code);
        shown.put("detail", detail);
        shown.put("request_id", requestId);
        if (!errors.isEmpty()) {
            shown.put("errors", errors);
        }
        if (!lines.isEmpty()) {
            shown.put("lines", lines);
        }
        if (reason != null) {
            shown.put("reason", reason);
        }
        return shown;
    }

    /// A problem of the request or the server.
    public static Problem of(ProblemCode fault, String detail) {
        return new Problem(fault.status(), fault.name(), detail, List.of(), List.of());
    }

    /// Everything that is wrong with the input.
    static Problem of(List<InputFault> errors) {
        InputFault first = errors.getFirst();
        String detail =
                errors.size() == 1
                        ? first.in().toLowerCase(Locale.ROOT)
                                + " "
                                + first.pointer()
                                + ": "
                                + first.detail()
                        : errors.size() + " things are wrong with the request; see errors";
        return new Problem(
                ProblemCode.INPUT_INVALID.status(),
                ProblemCode.INPUT_INVALID.name(),
                detail,
                List.copyOf(errors),
                List.of());
    }

    /// The problem of a refusal by a rule.
    public static Problem of(Refusal refusal) {
        return new Problem(
                Refusals.status(refusal.code()),
                refusal.code().name(),
                refusal.detail(),
                List.of(),
                refusal.lines());
    }
}
