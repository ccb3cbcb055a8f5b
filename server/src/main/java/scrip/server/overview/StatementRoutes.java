package scrip.server.overview;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Account;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.money.Money;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Episode;
import scrip.core.pack.Pool;
import scrip.server.account.Accounts;
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

    StatementRoutes(Accounts accounts) {
        this.accounts = accounts;
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
                        new DebtsView(
                                pools.stream().flatMap(p -> owed(p).stream()).toList(),
                                licenses.stream().flatMap(l -> owed(l, now).stream()).toList()),
                        account.trade().funds().unapplied().values(),
                        account.trade().orders().values().stream()
                                .map(o -> OrderView.of(o, now))
                                .toList()));
    }

    private static List<UnitsOwed> owed(Pool pool) {
        Episode episode = pool.episode();
        return episode == null
                ? List.of()
                : List.of(
                        new UnitsOwed(
                                pool.key().resource(),
                                pool.key().storageTerm(),
                                pool.arrears(),
                                episode.startedAt(),
                                pool.suspended()));
    }

    private static List<TimeOwed> owed(License license, Instant now) {
        Instant since = license.lapsedAt(now);
        return since == null
                ? List.of()
                : List.of(
                        new TimeOwed(
                                license.item(),
                                license.holder(),
                                since,
                                license.state(now) == LicenseState.SUSPENDED));
    }
}
