package scrip.server.desk;

import java.util.List;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.http.Call;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.History;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Reading;
import scrip.server.role.Permission;

/// The operations of the vendor's desk.
final class DeskRoutes implements Routes {

    private static final int ORGANIZATIONS_MAX = 1_000;

    private final Accounts accounts;
    private final PublishedCatalogs catalogs;
    private final Ledger ledger;

    DeskRoutes(Accounts accounts, PublishedCatalogs catalogs, Ledger ledger) {
        this.accounts = accounts;
        this.catalogs = catalogs;
        this.ledger = ledger;
    }

    @Override
    public List<Route> all() {
        return List.of(Route.get("/v1/desk", Permission.VENDOR_NOTICES_READ, this::desk));
    }

    private Reply desk(Call call) {
        call.checked();
        List<History.Organization> all = ledger.history().organizations(call.realm());
        Desk desk = new Desk(catalogs.of(call.realm()));
        for (History.Organization one : all.stream().limit(ORGANIZATIONS_MAX).toList()) {
            Reading reading = accounts.read(call, one.id(), null);
            desk.add(reading.account(), reading.now());
        }
        return Reply.ok(
                desk.view(ledger.realms().now(call.realm()), all.size() > ORGANIZATIONS_MAX));
    }
}
