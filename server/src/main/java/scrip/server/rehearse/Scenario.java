package scrip.server.rehearse;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalog;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;

/// A scenario that was read without faults.
///
/// @param cites the rule and the passage of the page that it proves, or empty
/// @param catalogs the versions it plays with, overrides of the file applied
/// @param catalogsLine their line in the file; 1 if it names none
/// @param catalogsRefused the code with which publishing the last of them is refused, in which case
///   there are no steps; null if all can be published
public record Scenario(
        String file,
        String title,
        String cites,
        List<Catalog> catalogs,
        int catalogsLine,
        @Nullable String catalogsRefused,
        List<Organization> organizations,
        List<Step> steps) {

    /// The verb of what an organization does each day, which stories with relative times have.
    public static final String DAILY = "daily";

    /// One organization of the scenario.
    public record Organization(
            OrganizationId id,
            OrganizationKind kind,
            String name,
            ZoneId zone,
            @Nullable Integer defaultStorageYears,
            List<OrganizationId> members) {}

    /// When it begins: the instant of its first step.
    public Instant begins() {
        Instant first = steps.isEmpty() ? null : steps.getFirst().at();
        return first == null ? Instant.EPOCH : first;
    }

    /// One step.
    ///
    /// @param line its line in the file
    /// @param at the instant; null for that of the previous step
    /// @param verb null if only time moves on
    /// @param expect the expected outcome; null if it only must not be refused
    public record Step(
            int line,
            @Nullable Instant at,
            @Nullable String verb,
            StepFields fields,
            @Nullable Map<String, Object> expect) {}
}
