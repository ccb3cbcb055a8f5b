package scrip.server.flag;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Gate;
import scrip.core.catalog.Surface;
import scrip.core.organization.OrganizationId;
import scrip.server.http.Forms;
import tools.jackson.databind.JsonNode;

/// For whom flags are evaluated: what OpenFeature calls the evaluation context. Other properties of
/// it are nobody's business here.
///
/// @param organization the targeting key
/// @param surface `api` unless the context names another
record Context(
        OrganizationId organization,
        Surface surface,
        @Nullable OrganizationId within,
        @Nullable Integer storageYears) {

    private static final String TARGETING_KEY = "targetingKey";
    private static final String SURFACE = "surface";
    private static final String WITHIN = "within";
    private static final String STORAGE_YEARS = "storage_years";

    /// A context, or what is wrong with it.
    record Read(@Nullable Context context, @Nullable FlagFault fault) {

        private static Read invalid(String details) {
            return new Read(null, new FlagFault(FlagFault.Code.INVALID_CONTEXT, details));
        }
    }

    /// Reads the body of a request.
    static Read of(JsonNode body) {
        JsonNode context = body.path("context");
        JsonNode key = context.path(TARGETING_KEY);
        if (!key.isString() || key.stringValue().isEmpty()) {
            return new Read(
                    null,
                    new FlagFault(
                            FlagFault.Code.TARGETING_KEY_MISSING,
                            "the targeting key of the context is the id of an organization"));
        }
        if (!OrganizationId.isValid(key.stringValue())) {
            return Read.invalid("the targeting key is no id of an organization");
        }
        Surface surface = surface(context.path(SURFACE));
        if (surface == null) {
            return Read.invalid("`surface` is patient, console or api");
        }
        JsonNode within = context.path(WITHIN);
        boolean alone = within.isMissingNode() || within.isNull();
        if (!alone && !(within.isString() && OrganizationId.isValid(within.stringValue()))) {
            return Read.invalid("`within` is the id of a consortium");
        }
        JsonNode years = context.path(STORAGE_YEARS);
        boolean anyTerm = years.isMissingNode() || years.isNull();
        // Some languages write every number with a fraction.
        double term = years.isNumber() ? years.doubleValue() : 0;
        if (!anyTerm && (term != Math.rint(term) || term < 1 || term > Forms.YEARS_MAX)) {
            return Read.invalid("`storage_years` is a whole number of years");
        }
        return new Read(
                new Context(
                        new OrganizationId(key.stringValue()),
                        surface,
                        alone ? null : new OrganizationId(within.stringValue()),
                        anyTerm ? null : (int) term),
                null);
    }

    private static @Nullable Surface surface(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Surface.API;
        }
        try {
            return Surface.valueOf(value.asString("").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    Gate.Question asking(String feature) {
        return new Gate.Question(organization, feature, surface, within, storageYears);
    }
}
