package scrip.server.license;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Account;
import scrip.core.ledger.Command;
import scrip.core.license.License;
import scrip.core.license.LicenseId;
import scrip.core.license.LicenseState;
import scrip.core.organization.OrganizationId;
import scrip.core.standing.Proposal;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.http.Call;
import scrip.server.http.Forms;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.Reading;
import scrip.server.order.ProposalView;
import scrip.server.role.Permission;

/// The operations on licenses.
final class LicenseRoutes implements Routes {

    private static final String ALL = Route.ACCOUNT + "/licenses";
    private static final String ONE = ALL + "/{license}";

    private final Accounts accounts;
    private final PublishedCatalogs catalogs;

    LicenseRoutes(Accounts accounts, PublishedCatalogs catalogs) {
        this.accounts = accounts;
        this.catalogs = catalogs;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(ALL, Permission.STOCK_READ, this::list),
                Route.get(ONE, Permission.STOCK_READ, this::one),
                Route.post(ONE + "/end", Permission.LICENSES_WRITE, this::end));
    }

    private record EndView(
            LicenseId license,
            ItemId item,
            @JsonProperty("for") OrganizationId holder,
            String state) {}

    private Reply list(Call call) {
        OrganizationId account = call.organization();
        Licenses.Filter filter =
                new Licenses.Filter(
                        ItemId.ofNullable(
                                call.query().textOrNull("item", Forms.NAME_CHARACTERS_MAX)),
                        call.query().textOrNull("feature", Forms.NAME_CHARACTERS_MAX),
                        call.query().organizationOrNull("for"),
                        call.query().choiceOrNull("state", LicenseState.class),
                        call.query().textOrNull("search", Forms.NAME_CHARACTERS_MAX),
                        call.query().flag("renewable", false));
        Licenses.Sort sort = call.query().choiceOrNull("sort", Licenses.Sort.class);
        int limit = Page.limit(call);
        String after = Page.afterOrNull(call);
        Instant asOf = call.asOf();
        call.checked();
        Reading reading = accounts.read(call.granted(account), asOf);
        Account read = reading.account();
        Catalogs all = catalogs.of(call.realm());
        Instant now = reading.now();
        List<LicenseView> rows =
                Page.behind(
                                Licenses.sorted(read.rights().licenses(), sort),
                                after,
                                l -> l.id().toString(),
                                filter.by(read, all, now),
                                limit + 1)
                        .stream()
                        .map(l -> view(l, reading, all))
                        .toList();
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("organization", account);
        head.put("at", now);
        return Reply.ok(Page.of(call, head, rows, limit, LicenseView::id));
    }

    private static LicenseView view(License license, Reading reading, Catalogs all) {
        Instant now = reading.now();
        return LicenseView.of(license, now)
                .listed(
                        all.lastSold(license.item(), now).map(Item::name),
                        ProposalView.of(Proposal.renewal(reading.account(), license, all, now)));
    }

    private Reply one(Call call) {
        OrganizationId account = call.organization();
        LicenseId id = new LicenseId(call.uuid("license"));
        Instant asOf = call.asOf();
        call.checked();
        Reading reading = accounts.read(call.granted(account), asOf);
        return Reply.ok(view(Licenses.known(reading, id), reading, catalogs.of(call.realm())));
    }

    private Reply end(Call call) {
        OrganizationId account = call.organization();
        LicenseId id = new LicenseId(call.uuid("license"));
        Input body = call.bodyOrNothing();
        boolean atEnd = body.flag("at_end", true);
        String key = call.key();
        call.checked();
        License license = Licenses.known(accounts.read(call.granted(account)), id);
        Command.EndLicense command =
                new Command.EndLicense(license.item().toString(), license.holder(), atEnd);
        return Reply.ok(
                new EndView(
                        license.id(),
                        license.item(),
                        license.holder(),
                        accounts.book(call.granted(account), command, key).state().name()));
    }
}
