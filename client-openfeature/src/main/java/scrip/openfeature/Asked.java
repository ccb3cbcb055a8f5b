package scrip.openfeature;

import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.Value;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.client.Question;
import scrip.client.Surface;

/// Reads what a flag asks.
final class Asked {

    private Asked() {}

    /// The question of a flag in a context.
    ///
    /// @throws FaultyContext if the context does not say what is asked
    static Question by(String flag, EvaluationContext context) {
        String organization = context.getTargetingKey();
        if (organization == null || organization.isEmpty()) {
            throw new FaultyContext(
                    ErrorCode.TARGETING_KEY_MISSING, "the targeting key is the organization");
        }
        return new Question(
                organization,
                flag,
                surface(valueOf(context, "surface")),
                within(valueOf(context, "within")),
                years(valueOf(context, "storage_years")));
    }

    private static @Nullable Value valueOf(EvaluationContext context, String name) {
        Value value = context.getValue(name);
        return value == null || value.isNull() ? null : value;
    }

    private static Surface surface(@Nullable Value value) {
        if (value == null) {
            return Surface.API;
        }
        String name = value.isString() ? value.asString().toUpperCase(Locale.ROOT) : "";
        return Stream.of(Surface.values())
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid("`surface` is PATIENT, CONSOLE or API"));
    }

    private static @Nullable String within(@Nullable Value value) {
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw invalid("`within` is the id of a consortium");
        }
        return value.asString();
    }

    private static @Nullable Integer years(@Nullable Value value) {
        if (value == null) {
            return null;
        }
        double years = value.isNumber() ? value.asDouble() : 0;
        if (years < 1 || years > Integer.MAX_VALUE || years != Math.rint(years)) {
            throw invalid("`storage_years` is a whole number of years");
        }
        return (int) years;
    }

    private static FaultyContext invalid(String message) {
        return new FaultyContext(ErrorCode.INVALID_CONTEXT, message);
    }

    /// A context that does not say what is asked.
    static final class FaultyContext extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final ErrorCode code;

        FaultyContext(ErrorCode code, String message) {
            super(message);
            this.code = code;
        }

        ErrorCode code() {
            return code;
        }
    }
}
