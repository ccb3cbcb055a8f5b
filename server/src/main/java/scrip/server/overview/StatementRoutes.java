package scrip.server.overview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Account;
import scrip.core.ledger.Subject;
import scrip.core.license.License;
import scrip.core.money.Money;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.core.standing.Arrears;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.http.Call;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.Reading;
import scrip.server.license.LicenseView;
import scrip.server.order.OrderView;
import scrip.server.pack.PackView;
import scrip.server.pack.PoolView;
import scrip.server.role.Permission;

/// The operation that answers the statement of an account.
final class StatementRoutes implements Routes {

    private final Accounts accounts;
    private final PublishedCatalogs catalogs;

    StatementRoutes(Accounts accounts, PublishedCatalogs catalogs) {
        this.accounts = accounts;
        this.catalogs = catalogs;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(Route.ACCOUNT + "/statement", Permission.PAYMENTS_READ, this::statement));
    }

    private record UnitsOwed(
            ItemId resource,
            @Nullable Integer storageYears,
            long units,
            Instant since,
            boolean suspended) {}

    private record TimeOwed(ItemId item, OrganizationId holder, Instant since, boolean suspended) {}

    private record DebtsView(List<UnitsOwed> units, List<TimeOwed> licenses) {}

    private record View(
            OrganizationId organization,
            String name,
            String zone,
            Instant at,
            List<PoolView> pools,
            List<PackView> packs,
            List<LicenseView> licenses,
            DebtsView debts,
            Collection<Money> unapplied,
            List<OrderView> orders) {}

    private Reply statement(Call call) {
        OrganizationId id = call.organization();
        Instant asOf = call.asOf();
        call.checked();
        Reading reading = accounts.read(call.granted(id), asOf);
        Account account = reading.account();
        Instant now = reading.now();
        Collection<Pool> pools = account.stock().pools().values();
        List<License> licenses = account.rights().licenses();
        return Reply.ok(
                new View(
                        id,
                        account.profile().name(),
                        account.zone().getId(),
                        now,
                        pools.stream().map(PoolView::of).toList(),
                        pools.stream()
                                .flatMap(p -> p.packs().stream().map(k -> PackView.of(p.key(), k)))
                                .toList(),
                        licenses.stream().map(l -> LicenseView.of(l, now)).toList(),
                        view(Arrears.of(account, catalogs.of(call.realm()), now)),
                        account.trade().funds().unapplied().values(),
                        account.trade().orders().values().stream()
                                .map(o -> OrderView.of(o, now))
                                .toList()));
    }

    private static DebtsView view(List<Arrears> debts) {
        List<UnitsOwed> units = new ArrayList<>();
        List<TimeOwed> licenses = new ArrayList<>();
        for (Arrears d : debts) {
            if (d.subject() instanceof Subject.OfPool(PoolKey p) && d.units() != null) {
                Integer term = p.storageTerm();
                units.add(
                        new UnitsOwed(p.resource(), term, d.units(), d.startedAt(), d.suspended()));
            } else if (d.subject() instanceof Subject.OfLicense(_, var item, var holder)) {
                licenses.add(new TimeOwed(item, holder, d.startedAt(), d.suspended()));
            }
        }
        return new DebtsView(units, licenses);
    }
}
