package scrip.server.scim;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A condition on resources (RFC 7644, 3.4.2.2).
sealed interface Filter {

    /// An attribute compared with a value.
    record Comparison(AttributePath attribute, Operator operator, JsonNode value)
            implements Filter {}

    /// An attribute that has a value: `pr`.
    record Present(AttributePath attribute) implements Filter {}

    record And(Filter one, Filter other) implements Filter {}

    record Or(Filter one, Filter other) implements Filter {}

    record Not(Filter one) implements Filter {}

    /// One value of an attribute with many meets a condition on its parts.
    record Element(AttributePath attribute, Filter condition) implements Filter {}

    /// How a value is compared.
    enum Operator {
        EQ,
        NE,
        CO,
        SW,
        EW,
        GT,
        GE,
        LT,
        LE;

        /// The operator of that name, in any case; null if there is none.
        static @Nullable Operator of(String text) {
            for (Operator operator : values()) {
                if (operator.name().equals(text.toUpperCase(Locale.ROOT))) {
                    return operator;
                }
            }
            return null;
        }
    }
}
