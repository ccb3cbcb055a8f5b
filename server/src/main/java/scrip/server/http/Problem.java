package scrip.server.http;

import java.util.List;
import scrip.core.ledger.Refusal;

/// An answer that is not a success (RFC 9457).
///
/// @param code stable, for programs; `detail` is for people
/// @param errors everything that is wrong with the input; empty for other problems
/// @param lines the first fault of each faulty line of an order (C10)
public record Problem(
        int status,
        String code,
        String detail,
        List<InputFault> errors,
        List<Refusal.LineFault> lines) {

    /// A problem of the request or the server.
    public static Problem of(ProblemCode fault, String detail) {
        return new Problem(fault.status(), fault.name(), detail, List.of(), List.of());
    }

    /// Everything that is wrong with the input.
    static Problem of(List<InputFault> errors) {
        InputFault first = errors.getFirst();
        String detail =
                errors.size() == 1
                        ? first.in() + " " + first.pointer() + ": " + first.detail()
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
