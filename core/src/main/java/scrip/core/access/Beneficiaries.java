package scrip.core.access;

import java.util.List;
import java.util.stream.Stream;
import scrip.core.ledger.Fact;
import scrip.core.license.License;
import scrip.core.order.Line;
import scrip.core.organization.OrganizationId;

/// For whom an account buys beside itself (C4). What it has bought may answer whoever asks for
/// them, also while it is paid and waits for its activation (O3).
public final class Beneficiaries {

    private Beneficiaries() {}

    /// The other organizations for which an account buys by a fact of its own.
    public static List<OrganizationId> of(OrganizationId account, Fact fact) {
        return holders(fact).filter(holder -> !holder.equals(account)).distinct().toList();
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
