package scrip.core.ledger;

import java.time.LocalDate;
import scrip.core.license.License;
import scrip.core.license.LicenseId;
import scrip.core.license.Visit;
import scrip.core.license.VisitId;

/// Logs maintenance visits, for days that the maintenance covers and that have begun (S3).
final class Visits {

    private Visits() {}

    static Answer.Visited log(Case given, Command.LogVisit ask) {
        License license = maintenance(given, ask.license());
        LocalDate today = given.now().atZone(license.zone()).toLocalDate();
        LocalDate first = license.from().atZone(license.zone()).toLocalDate();
        boolean covered =
                !ask.day().isBefore(first)
                        && ask.day()
                                .atStartOfDay(license.zone())
                                .toInstant()
                                .isBefore(license.lastEnd());
        if (!covered || ask.day().isAfter(today)) {
            throw RefusedException.of(
                    Code.VISIT_OUTSIDE_PERIOD,
                    covered
                            ? "a visit is logged when it was made; today is " + today
                            : "the maintenance covers %s until %s (%s)"
                                    .formatted(first, license.lastEnd(), license.zone()));
        }
        Visit visit =
                new Visit(
                        new VisitId(given.id(0)),
                        license.id(),
                        ask.kind(),
                        ask.day(),
                        ask.by(),
                        ask.notes(),
                        given.now());
        given.add(new Fact.VisitLogged(visit));
        return new Answer.Visited(visit);
    }

    private static License maintenance(Case given, LicenseId id) {
        License license = given.account().rights().licenses().find(id);
        if (license == null) {
            throw RefusedException.of(Code.UNKNOWN_LICENSE, "no license " + id);
        }
        if (license.form() != License.Form.MAINTENANCE) {
            throw RefusedException.of(
                    Code.NOT_MAINTENANCE, license.item() + " is not maintenance: it has no visits");
        }
        return license;
    }
}
