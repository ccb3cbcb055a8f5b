package scrip.server.license;

import java.time.Instant;
import java.time.LocalDate;
import scrip.core.license.LicenseId;
import scrip.core.license.Visit;
import scrip.core.license.VisitId;

/// A maintenance visit in the form of the contract (S3).
public record VisitView(
        VisitId id,
        LicenseId license,
        String kind,
        LocalDate day,
        String by,
        String notes,
        Instant loggedAt) {

    public static VisitView of(Visit visit) {
        return new VisitView(
                visit.id(),
                visit.license(),
                visit.kind().name(),
                visit.day(),
                visit.by(),
                visit.notes(),
                visit.loggedAt());
    }
}
