package scrip.core.license;

import java.time.Instant;
import java.time.LocalDate;

/// One visit of a maintenance service, as the vendor logged it (S3).
///
/// @param license the maintenance it belongs to
/// @param day the local day of the visit, in the zone of the maintenance
/// @param by who of the vendor came
public record Visit(
        VisitId id,
        LicenseId license,
        Kind kind,
        LocalDate day,
        String by,
        String notes,
        Instant loggedAt) {

    /// What was done (S3).
    public enum Kind {
        LOCAL_MAINTENANCE,
        LOCAL_INSPECTION,
        REMOTE_MAINTENANCE
    }
}
