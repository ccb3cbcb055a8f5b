package scrip.server.desk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.http.Call;
import scrip.server.http.Input;
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
    private static final int REQUESTS_MAX = 50;
    private static final int NAME_CHARACTERS_MAX = 200;
    private static final int MESSAGE_CHARACTERS_MAX = 2_000;

    private final Accounts accounts;
    private final PublishedCatalogs catalogs;
    private final Ledger ledger;
    private final SalesRequestStore requests;

    DeskRoutes(
            Accounts accounts,
            PublishedCatalogs catalogs,
            Ledger ledger,
            SalesRequestStore requests) {
        this.accounts = accounts;
        this.catalogs = catalogs;
        this.ledger = ledger;
        this.requests = requests;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get("/v1/desk", Permission.VENDOR_NOTICES_READ, this::desk),
                Route.post(
                        "/v1/organizations/{organization}/sales-requests",
                        Permission.ORDERS_WRITE,
                        this::ask));
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
                desk.view(
                        ledger.realms().now(call.realm()),
                        requests.newest(call.realm().number(), REQUESTS_MAX),
                        all.size() > ORGANIZATIONS_MAX));
    }

    private Reply ask(Call call) {
        OrganizationId account = call.organization();
        Input body = call.body();
        String item = body.textOrNull("item", NAME_CHARACTERS_MAX);
        String contact = body.text("contact", NAME_CHARACTERS_MAX);
        String message = body.text("message", MESSAGE_CHARACTERS_MAX);
        String key = call.key();
        call.checked();
        accounts.read(call, account, null);
        Instant now = ledger.realms().now(call.realm());
        UUID id =
                UUID.nameUUIDFromBytes(
                        (call.realm().number() + " " + account + " " + key)
                                .getBytes(StandardCharsets.UTF_8));
        requests.add(
                call.realm().number(),
                new SalesRequestStore.Row(id, account.value(), item, contact, message, now));
        return Reply.created(Map.of("request", id));
    }
}
