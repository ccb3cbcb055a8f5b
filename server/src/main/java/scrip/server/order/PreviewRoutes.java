package scrip.server.order;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import scrip.core.catalog.Catalogs;
import scrip.core.ledger.Account;
import scrip.core.ledger.Command;
import scrip.core.ledger.Decide;
import scrip.core.ledger.Decision;
import scrip.core.ledger.Envelope;
import scrip.core.ledger.Memory;
import scrip.core.order.LineRequest;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.http.Call;
import scrip.server.http.Input;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.Reading;
import scrip.server.ledger.Realms;
import scrip.server.role.Permission;

/// The operations that preview what an order would cost and do.
final class PreviewRoutes implements Routes {

    private static final OrganizationId ANYBODY = new OrganizationId("anybody");

    private final Orders orders;
    private final Accounts accounts;
    private final PublishedCatalogs catalogs;
    private final Realms realms;

    PreviewRoutes(Orders orders, Accounts accounts, PublishedCatalogs catalogs, Realms realms) {
        this.orders = orders;
        this.accounts = accounts;
        this.catalogs = catalogs;
        this.realms = realms;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.post("/v1/preview", Permission.ANYBODY, this::forAnybody),
                Route.post(Route.ACCOUNT + "/preview", Permission.ORDERS_WRITE, this::forAccount)
                        .unrecorded(),
                Route.get(
                        Route.ACCOUNT + "/orders/{order}/preview",
                        Permission.ORDERS_READ,
                        this::ofOrder));
    }

    private Reply forAnybody(Call call) {
        Input body = call.body();
        List<LineRequest> lines = LinesWanted.read(body);
        ZoneId zone = body.zoneOrNull("zone");
        call.checked();
        Instant now = realms.now(call.realm());
        Account anybody = anybody(zone == null ? ZoneId.of("UTC") : zone, now);
        return Reply.ok(
                new Previews(anybody, catalogs.of(call.realm()), now, false).ofLines(lines));
    }

    private Reply forAccount(Call call) {
        OrganizationId account = call.organization();
        Input body = call.body();
        List<LineRequest> lines = LinesWanted.read(body);
        call.checked();
        return Reply.ok(of(call, accounts.read(call.granted(account))).ofLines(lines));
    }

    private Reply ofOrder(Call call) {
        OrganizationId account = call.organization();
        OrderId id = call.order();
        call.checked();
        Orders.OrderReading found = orders.find(call.granted(account), id, null);
        return Reply.ok(of(call, found.reading()).ofOrder(found.order()));
    }

    private Previews of(Call call, Reading reading) {
        return new Previews(reading.account(), catalogs.of(call.realm()), reading.now(), true);
    }

    /// The account of an imaginary institution that never bought anything.
    private Account anybody(ZoneId zone, Instant now) {
        Command<?> open =
                new Command.OpenAccount(OrganizationKind.INSTITUTION, ANYBODY.value(), zone, null);
        Envelope<?> envelope = new Envelope<>(open, null, new UUID(0, 0), "", "");
        if (Decide.decide(
                        Account.none(ANYBODY), envelope, Memory.NONE, new Catalogs(List.of()), now)
                instanceof Decision.Accepted<?> accepted) {
            return accepted.after();
        }
        throw new IllegalStateException("nobody");
    }
}
