package scrip.core.access;

import java.util.List;
import java.util.stream.Stream;
import scrip.core.ledger.Fact;
import scrip.core.license.License;
import scrip.core.order.Line;
import scrip.core.organization.OrganizationId;

/// The other organizations for which an account buys (C4). Its purchases can give them access; an
/// order that is paid but not activated (O3) counts too.
public final class Beneficiaries {

    private Beneficiaries() {}

    /// The other organizations for which an account has bought with a given fact.
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
