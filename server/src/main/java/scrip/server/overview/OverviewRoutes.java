package scrip.server.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Advance;
import scrip.core.ledger.Entry;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PoolKey;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.history.History;
import scrip.server.history.Usage;
import scrip.server.http.Call;
import scrip.server.http.Forms;
import scrip.server.http.Page;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.Reading;
import scrip.server.role.Permission;

/// The operations that show an organization as a whole.
final class OverviewRoutes implements Routes {

    private static final int DAYS_USUAL = 30;
    private static final int DAYS_MAX = 366;

    /// How many future facts the timeline considers; it shows those that matter to people.
    private static final int COMING_MAX = 300;

    /// How far ahead the timeline looks.
    private static final Duration AHEAD = Duration.ofDays(400);

    private final Accounts accounts;
    private final PublishedCatalogs catalogs;
    private final History history;
    private final Usage usage;

    OverviewRoutes(Accounts accounts, PublishedCatalogs catalogs, History history, Usage usage) {
        this.accounts = accounts;
        this.catalogs = catalogs;
        this.history = history;
        this.usage = usage;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(Route.ACCOUNT + "/overview", Permission.STOCK_READ, this::overview),
                Route.get(Route.ACCOUNT + "/usage", Permission.STOCK_READ, this::usage),
                Route.get(Route.ACCOUNT + "/timeline", Permission.NOTICES_READ, this::timeline));
    }

    private record UsageView(
            OrganizationId organization,
            ItemId resource,
            @Nullable Integer storageYears,
            String zone,
            LocalDate from,
            LocalDate until,
            long used,
            long corrected,
            List<Usage.Day> items) {}

    private record TimelinesView(
            OrganizationId organization,
            Instant at,
            List<TimelineView> items,
            List<TimelineView> future,
            @Nullable String next) {}

    /// Which part of the timeline to list.
    private enum Only {
        NOTICES
    }

    private Reply overview(Call call) {
        OrganizationId account = call.organization();
        call.checked();
        Reading reading = accounts.read(call.granted(account));
        boolean money = call.identity().may(Permission.ORDERS_READ, call.realm().number(), account);
        return Reply.ok(
                new Overview(reading.account(), catalogs.of(call.realm()), reading.now())
                        .view(money));
    }

    private Reply usage(Call call) {
        OrganizationId account = call.organization();
        ItemId resource = ItemId.of(call.query().text("resource", Forms.NAME_CHARACTERS_MAX));
        Integer years = call.query().intOrNull("storage_years", 1, Forms.YEARS_MAX);
        Integer days = call.query().intOrNull("days", 1, DAYS_MAX);
        call.checked();
        Reading reading = accounts.read(call.granted(account));
        ZoneId zone = reading.account().zone();
        LocalDate until = LocalDate.ofInstant(reading.now(), zone).plusDays(1);
        LocalDate from = until.minusDays(days == null ? DAYS_USUAL : days);
        List<Usage.Day> rows =
                usage.days(call.realm(), account, PoolKey.of(resource, years), from, until, zone);
        return Reply.ok(
                new UsageView(
                        account,
                        resource,
                        years,
                        zone.getId(),
                        from,
                        until,
                        rows.stream().mapToLong(Usage.Day::used).sum(),
                        rows.stream().mapToLong(Usage.Day::corrected).sum(),
                        rows));
    }

    private Reply timeline(Call call) {
        OrganizationId account = call.organization();
        Long before = Page.numberAfter(call);
        int limit = Page.limit(call);
        boolean notices = call.query().choiceOrNull("only", Only.class) == Only.NOTICES;
        call.checked();
        if (!notices) {
            call.require(Permission.HISTORY_READ, account);
        }
        Catalogs all = catalogs.of(call.realm());
        Reading reading = accounts.read(call.granted(account));
        long last = before == null ? reading.account().seq() + 1 : before;
        long after = Math.max(0, last - 1 - limit);
        List<Entry> booked = history.entries(call.realm(), account, after, last - 1, limit);
        List<Entry> happened = new ArrayList<>(booked);
        if (before == null) {
            reading.pending().stream()
                    .filter(p -> booked.stream().noneMatch(b -> b.seq() == p.seq()))
                    .forEach(happened::add);
        }
        return Reply.ok(
                new TimelinesView(
                        account,
                        reading.now(),
                        views(happened, all).stream()
                                .filter(v -> !notices || v.isToOrganization())
                                .sorted(Comparator.comparingLong(TimelineView::seq).reversed())
                                .toList(),
                        before == null
                                ? coming(reading, all).stream()
                                        .filter(v -> !notices || v.isToOrganization())
                                        .toList()
                                : List.of(),
                        after == 0 ? null : Page.cursor(call, after + 1)));
    }

    /// What time alone will cause, in the order in which people will see it happen: some of it
    /// takes effect before it is due, as what is left of a pack expires at the end of the pack
    /// although it is closed a day later (R9). What has taken effect already is not coming.
    private static List<TimelineView> coming(Reading reading, Catalogs catalogs) {
        Instant now = reading.now();
        List<Entry> coming = Advance.coming(reading.account(), now.plus(AHEAD), COMING_MAX);
        return views(coming, catalogs).stream()
                .filter(v -> v.at().isAfter(now))
                .sorted(Comparator.comparing(TimelineView::at))
                .toList();
    }

    private static List<TimelineView> views(List<Entry> entries, Catalogs catalogs) {
        return entries.stream()
                .map(e -> TimelineView.of(e, catalogs))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
