package scrip.core.ledger;

import java.util.List;

/// Why a command was refused: the code, a sentence that says what to do, and, for an order, the
/// first fault of each faulty line (C10).
public record Refusal(Code code, String detail, List<LineFault> lines) {

    /// The first fault of one line, numbered from 1.
    public record LineFault(int line, Code code, String detail) {}

    public static Refusal of(Code code, String detail) {
        return new Refusal(code, detail, List.of());
    }
}
