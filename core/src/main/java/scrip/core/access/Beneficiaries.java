package scrip.core.access;

import java.util.TreeSet;
import java.util.stream.Stream;
import scrip.core.ledger.Fact;
import scrip.core.license.License;
import scrip.core.order.Line;
import scrip.core.organization.OrganizationId;

/// For whom an account buys beside itself (C4). What it has bought may answer whoever asks for them,
/// also while it is paid and waits for its activation (O3).
public final class Beneficiaries {

    private Beneficiaries() {}

    /// The other organizations for which an account buys by a fact of its own.
    public static TreeSet<OrganizationId> of(OrganizationId account, Fact fact) {
        TreeSet<OrganizationId> all = new TreeSet<>();
        holders(fact).filter(holder -> !holder.equals(account)).forEach(all::add);
        return all;
    }

    private static Stream<OrganizationId> holders(Fact fact) {
        return switch (fact) {
            case Fact.LicenseGranted(License license) -> Stream.of(license.holder());
            case Fact.OrderPaid(var order) when order.awaitsApproval() ->
                    order.lines().stream().map(Line::holder);
            default -> Stream.of();
        };
    }
}
