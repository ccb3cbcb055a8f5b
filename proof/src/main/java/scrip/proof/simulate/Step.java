package scrip.proof.simulate;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/// One step of a simulated world, in the words of a scenario file.
///
/// @param verb a verb of scenarios, or [#TICK]
/// @param fields as a scenario reader supplies them: texts, `Long`, `BigDecimal`, instants, dates,
///   durations, lists and maps
record Step(Instant at, String verb, Map<String, Object> fields) {

    /// The deadline loop of the product processes one account. The model has no such loop, because
    /// no answer may depend on it (X1).
    static final String TICK = "tick";

    /// A required text field.
    static String text(Map<String, Object> fields, String name) {
        return (String) Objects.requireNonNull(fields.get(name), name);
    }

    /// A required whole-number field.
    static long whole(Map<String, Object> fields, String name) {
        return (Long) Objects.requireNonNull(fields.get(name), name);
    }

    /// The subject of a `check`.
    String subject() {
        return fields.keySet().iterator().next();
    }
}
