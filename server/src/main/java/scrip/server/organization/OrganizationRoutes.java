package scrip.server.organization;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.ledger.Command;
import scrip.core.order.Agreement;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.core.standing.AccountStanding;
import scrip.server.http.Call;
import scrip.server.http.Forms;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;

/// The operations on organizations, members and agreements.
final class OrganizationRoutes implements Routes {

    private static final int SEARCH_CHARACTERS_MAX = 100;
    private static final String STORAGE_YEARS = "default_storage_years";
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final int ITEMS_MAX = 100;
    private static final long BONUS_UNITS_MAX = 1_000_000_000;
    private static final BigDecimal PERCENT_MAX = BigDecimal.valueOf(100);

    private final Organizations organizations;

    OrganizationRoutes(Organizations organizations) {
        this.organizations = organizations;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get("/v1/organizations", Permission.ORGANIZATIONS_LIST, this::list),
                Route.get(Route.ACCOUNT, Permission.ORGANIZATION_READ, this::one),
                Route.put(Route.ACCOUNT, Permission.ORGANIZATIONS_WRITE, this::put),
                Route.patch(Route.ACCOUNT, Permission.ORGANIZATIONS_WRITE, this::patch),
                Route.put(
                        Route.ACCOUNT + "/members/{member}",
                        Permission.ORGANIZATIONS_WRITE,
                        c -> member(c, organizations::join)),
                Route.delete(
                        Route.ACCOUNT + "/members/{member}",
                        Permission.ORGANIZATIONS_WRITE,
                        c -> member(c, organizations::leave)),
                Route.get(
                        Route.ACCOUNT + "/agreements",
                        Permission.ORGANIZATION_READ,
                        this::agreements),
                Route.get(
                        Route.ACCOUNT + "/agreements/{product}",
                        Permission.ORGANIZATION_READ,
                        this::agreement),
                Route.post(Route.ACCOUNT + "/agreements", Permission.AGREEMENTS_WRITE, this::sign));
    }

    private record View(
            OrganizationId id,
            String realm,
            String kind,
            String name,
            String zone,
            @Nullable Integer defaultStorageYears,
            List<OrganizationId> members,
            List<OrganizationId> consortia,
            SortedMap<String, String> names) {}

    /// How agreements are sorted.
    private enum AgreementSort {
        PRODUCT,
        NEWEST
    }

    private Reply list(Call call) {
        int limit = Page.limit(call);
        OrganizationStore.Filter filter =
                new OrganizationStore.Filter(
                        call.query().textOrNull("search", SEARCH_CHARACTERS_MAX),
                        call.query().choiceOrNull("kind", OrganizationKind.class),
                        call.query().choiceOrNull("standing", AccountStanding.class),
                        call.query().choiceOrNull("sort", OrganizationStore.Sort.class),
                        Page.afterOrNull(call));
        call.checked();
        return Reply.ok(
                Page.of(
                        call,
                        organizations.page(call, filter, limit + 1),
                        limit,
                        OrganizationStore.Row::id));
    }

    private Reply one(Call call) {
        OrganizationId id = call.organization();
        call.checked();
        return shown(call, id);
    }

    private Reply shown(Call call, OrganizationId id) {
        return Reply.ok(view(call, id)).tagged(organizations.settings(call, id).tag());
    }

    private Reply put(Call call) {
        OrganizationId id = call.organization();
        Input body = call.body();
        organizations.alone(
                id,
                () -> {
                    if (organizations.exists(call, id)) {
                        change(call, id, body);
                    } else {
                        open(call, id, body);
                    }
                });
        return shown(call, id);
    }

    private Reply patch(Call call) {
        OrganizationId id = call.organization();
        organizations.alone(
                id,
                () -> {
                    Organizations.Settings now = organizations.settings(call, id);
                    organizations.change(call, id, changed(call, now));
                });
        return shown(call, id);
    }

    /// What a patch changes: a name and a zone there must be.
    private static Organizations.OrganizationChange changed(Call call, Organizations.Settings now) {
        Input body = call.patch(now);
        String name = body.text("name", Forms.NAME_CHARACTERS_MAX);
        ZoneId zone = body.zoneOrNull("zone");
        if (!body.names("zone")) {
            body.fault("zone", "is missing");
        }
        Integer years = storageYearsOrNull(body);
        call.checked();
        return new Organizations.OrganizationChange(
                null,
                name.equals(now.name()) ? null : name,
                zone == null || zone.getId().equals(now.zone()) ? null : zone,
                !Objects.equals(years, now.defaultStorageYears()),
                years);
    }

    private void open(Call call, OrganizationId id, Input body) {
        ZoneId zone = body.zoneOrNull("zone");
        Command.OpenAccount command =
                new Command.OpenAccount(
                        body.choice("kind", OrganizationKind.class),
                        body.text("name", Forms.NAME_CHARACTERS_MAX),
                        zone == null ? UTC : zone,
                        storageYearsOrNull(body));
        call.checked();
        organizations.open(call, id, command);
    }

    private void change(Call call, OrganizationId id, Input body) {
        Organizations.OrganizationChange wanted =
                new Organizations.OrganizationChange(
                        body.choiceOrNull("kind", OrganizationKind.class),
                        body.textOrNull("name", Forms.NAME_CHARACTERS_MAX),
                        body.zoneOrNull("zone"),
                        body.names(STORAGE_YEARS),
                        storageYearsOrNull(body));
        call.checked();
        organizations.change(call, id, wanted);
    }

    private static @Nullable Integer storageYearsOrNull(Input body) {
        return body.intOrNull(STORAGE_YEARS, 1, Forms.YEARS_MAX);
    }

    /// Makes an institution a member of a consortium, or no longer one.
    private interface Membership {
        void change(
                Call call, OrganizationId consortium, OrganizationId member, @Nullable String key);
    }

    private Reply member(Call call, Membership membership) {
        OrganizationId consortium = call.organization();
        OrganizationId member = call.organization("member");
        String key = call.keyOrNull();
        call.checked();
        membership.change(call, consortium, member, key);
        return Reply.ok(view(call, consortium));
    }

    private Reply agreements(Call call) {
        OrganizationId id = call.organization();
        String product = call.query().textOrNull("product", Forms.NAME_CHARACTERS_MAX);
        AgreementSort sort = call.query().choiceOrNull("sort", AgreementSort.class);
        int limit = Page.limit(call);
        String after = Page.afterOrNull(call);
        call.checked();
        Comparator<Agreement> order =
                sort == AgreementSort.NEWEST
                        ? Comparator.comparing(Agreement::signedOn).reversed()
                        : Comparator.comparing(Agreement::product);
        List<AgreementView> rows =
                Page.behind(
                                organizations.agreements(call, id).stream().sorted(order).toList(),
                                after,
                                Agreement::product,
                                a -> product == null || product.equals(a.product()),
                                limit + 1)
                        .stream()
                        .map(AgreementView::of)
                        .toList();
        return Reply.ok(Page.of(call, rows, limit, AgreementView::product));
    }

    private Reply agreement(Call call) {
        OrganizationId id = call.organization();
        String product = call.text("product", Forms.NAME_CHARACTERS_MAX);
        call.checked();
        return Reply.ok(
                organizations.agreements(call, id).stream()
                        .filter(a -> a.product().equals(product))
                        .map(AgreementView::of)
                        .findFirst()
                        .orElseThrow(() ->
                                new ProblemException(
                                        ProblemCode.UNKNOWN_AGREEMENT,
                                        "no agreement on the product " + product)));
    }

    private Reply sign(Call call) {
        OrganizationId id = call.organization();
        Input body = call.body();
        BigDecimal percent = Organizations.percentOrNone(body.decimalOrNull("discount_percent"));
        if (percent.compareTo(PERCENT_MAX) > 0) {
            body.fault("discount_percent", "write a decimal from 0 to 100");
        }
        LocalDate from = body.dateOrNull("from");
        LocalDate until = body.dateOrNull("until");
        if (from != null && until != null && until.isBefore(from)) {
            body.fault("until", "write a date that is not before `from`");
        }
        Command.SignAgreement agreement =
                new Command.SignAgreement(
                        body.text("product", Forms.NAME_CHARACTERS_MAX),
                        body.text("number", Forms.NAME_CHARACTERS_MAX),
                        body.text("signer", Forms.NAME_CHARACTERS_MAX),
                        body.date("signed_on"),
                        body.textOrNull("file", Forms.NAME_CHARACTERS_MAX),
                        from,
                        until,
                        PricesWanted.read(body),
                        percent,
                        body.wholes("bonus", ITEMS_MAX, BONUS_UNITS_MAX));
        String key = call.key();
        call.checked();
        return Reply.created(AgreementView.of(organizations.sign(call, id, agreement, key)));
    }

    private View view(Call call, OrganizationId id) {
        Account account = organizations.find(call, id);
        Account.Profile profile = account.profile();
        return new View(
                id,
                call.realm().name(),
                profile.kind().name(),
                profile.name(),
                profile.zone().getId(),
                profile.defaultStorageYears(),
                List.copyOf(profile.members()),
                List.copyOf(profile.consortia()),
                organizations.names(call, profile));
    }
}
