package scrip.server.rehearse;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalog;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;

/// A story that has been read without a fault.
///
/// @param cites the rule and the place of the page that it proves, or empty
/// @param catalogs the versions it plays with, overrides of the file applied
/// @param catalogsLine where they stand in the file, 1 if it names none
/// @param catalogsRefused with which code the last of them cannot be published, and then there are
///   no steps; null: all of them can
public record Scenario(
        String file,
        String title,
        String cites,
        List<Catalog> catalogs,
        int catalogsLine,
        @Nullable String catalogsRefused,
        List<Organization> organizations,
        List<Step> steps) {

    /// One organization of the story.
    public record Organization(
            OrganizationId id,
            OrganizationKind kind,
            ZoneId zone,
            @Nullable Integer defaultStorageYears,
            List<OrganizationId> members) {}

    /// One step.
    ///
    /// @param line where it stands in the file
    /// @param at the instant; null: that of the step before
    /// @param verb null: only time moves on
    /// @param expect what must be true after it; null: that it is not refused
    public record Step(
            int line,
            @Nullable Instant at,
            @Nullable String verb,
            StepFields fields,
            @Nullable Map<String, Object> expect) {}
}
