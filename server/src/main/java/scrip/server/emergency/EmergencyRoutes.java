package scrip.server.emergency;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.EmergencyTerms;
import scrip.core.emergency.Emergencies;
import scrip.core.emergency.EmergencyId;
import scrip.core.ledger.Account;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.http.Call;
import scrip.server.http.Forms;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.Reading;
import scrip.server.role.Permission;

/// The operations on emergency access (X5).
final class EmergencyRoutes implements Routes {

    private static final String ALL = Route.ACCOUNT + "/emergencies";

    private final Accounts accounts;
    private final PublishedCatalogs catalogs;

    EmergencyRoutes(Accounts accounts, PublishedCatalogs catalogs) {
        this.accounts = accounts;
        this.catalogs = catalogs;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(ALL, Permission.STOCK_READ, this::list),
                Route.get(ALL + "/{emergency}", Permission.STOCK_READ, this::one),
                Route.post(ALL, Permission.EMERGENCIES_OPEN, this::open));
    }

    /// What a product's catalog in force offers.
    ///
    /// @param left how many the organization can still open in this month
    private record OfferView(String product, int hours, int perMonth, long left) {}

    /// One page of emergencies, newest first.
    private record EmergenciesView(
            OrganizationId organization,
            Instant at,
            List<OfferView> offered,
            List<EmergencyView> items,
            @Nullable String next) {}

    private Reply list(Call call) {
        OrganizationId account = call.organization();
        Long behind = Page.numberAfter(call);
        int limit = Page.limit(call);
        call.checked();
        Reading reading = accounts.read(call.granted(account));
        Emergencies all = reading.account().rights().emergencies();
        List<EmergencyView> rows =
                all.newestFirst()
                        .filter(e -> behind == null || e.seq() < behind)
                        .limit(limit + 1L)
                        .map(e -> EmergencyView.of(e, reading.now()))
                        .toList();
        boolean more = rows.size() > limit;
        List<EmergencyView> page = more ? rows.subList(0, limit) : rows;
        return Reply.ok(
                new EmergenciesView(
                        account,
                        reading.now(),
                        offered(call, reading),
                        page,
                        more ? Page.cursor(call, page.getLast().seq()) : null));
    }

    private Reply one(Call call) {
        OrganizationId account = call.organization();
        EmergencyId id = new EmergencyId(call.uuid("emergency"));
        call.checked();
        Reading reading = accounts.read(call.granted(account));
        return Reply.ok(
                reading.account().rights().emergencies().stream()
                        .filter(e -> e.id().equals(id))
                        .map(e -> EmergencyView.of(e, reading.now()))
                        .findFirst()
                        .orElseThrow(() ->
                                new ProblemException(
                                        ProblemCode.UNKNOWN_EMERGENCY, "no emergency " + id)));
    }

    private List<OfferView> offered(Call call, Reading reading) {
        var published = catalogs.of(call.realm());
        return published.versions().stream()
                .map(Catalog::product)
                .distinct()
                .map(product -> published.inForce(product, reading.now()))
                .flatMap(Optional::stream)
                .flatMap(c ->
                        Optional.ofNullable(c.emergency())
                                .map(terms -> offer(c.product(), terms, reading))
                                .stream())
                .toList();
    }

    private static OfferView offer(String product, EmergencyTerms terms, Reading reading) {
        Account account = reading.account();
        long opened =
                account.rights()
                        .emergencies()
                        .openedInMonth(account.id(), product, reading.now(), account.zone());
        return new OfferView(
                product, terms.hours(), terms.perMonth(), Math.max(0, terms.perMonth() - opened));
    }

    private Reply open(Call call) {
        OrganizationId organization = call.organization();
        Input body = call.body();
        OrganizationId within = body.organizationOrNull("within");
        String item = body.textOrNull("item", Forms.NAME_CHARACTERS_MAX);
        Integer storageYears = body.intOrNull("storage_years", 1, Forms.YEARS_MAX);
        if (item == null && storageYears != null) {
            body.fault("storage_years", "is a storage term of an `item`, which is missing");
        }
        String doctor =
                body.has("doctor")
                        ? call.by(body, "doctor")
                        : body.text("doctor", Forms.NAME_CHARACTERS_MAX);
        String reason = body.text("reason", Forms.NOTE_CHARACTERS_MAX);
        Integer hours = body.intOrNull("hours", 1, EmergencyTerms.HOURS_MAX);
        String key = call.key();
        call.checked();
        Command.OpenEmergency command =
                new Command.OpenEmergency(
                        organization, within, item, storageYears, doctor, reason, hours);
        var opened =
                accounts.book(accounts.granted(call, organization, within), command, key)
                        .emergency();
        return Reply.created(EmergencyView.of(opened, opened.from()));
    }
}
