package scrip.core.ledger;

import java.util.List;
import java.util.Objects;
import scrip.core.catalog.ItemId;
import scrip.core.license.License;
import scrip.core.organization.OrganizationId;

/// Decides whether licenses end without arrears (L9).
final class LicenseEnds {

    private LicenseEnds() {}

    /// Lets a license end at the end of its term without arrears, or not (L9).
    static Answer.Licensed change(Case given, Command.EndLicense ask) {
        OrganizationId holder = ask.holder() == null ? given.account().id() : ask.holder();
        List<License> all =
                given.account().rights().licenses().granted(ItemId.of(ask.item()), holder).stream()
                        .filter(l -> !l.isPerpetual() && l.form() != License.Form.CAPACITY)
                        .toList();
        if (all.isEmpty()) {
            throw RefusedException.of(
                    Code.UNKNOWN_LICENSE, holder + " has no license of " + ask.item() + " to end");
        }
        boolean any = false;
        for (License license : all) {
            if (given.now().isBefore(license.lastEnd())) {
                any = true;
                if (license.endsAtUntil() != ask.atEnd()) {
                    given.add(new Fact.LicenseEndChanged(license.withEndsAtUntil(ask.atEnd())));
                }
            }
        }
        if (!any) {
            throw RefusedException.of(
                    Code.LICENSE_ENDED, "the license of " + ask.item() + " has ended already");
        }
        License last =
                Objects.requireNonNull(
                        given.account().rights().licenses().find(all.getLast().id()));
        return new Answer.Licensed(last.state(given.now()));
    }
}
