package scrip.server.pack;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Command;
import scrip.core.ledger.Posting;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PackId;
import scrip.core.pack.PackState;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.core.pack.PoolState;
import scrip.server.account.Accounts;
import scrip.server.history.History;
import scrip.server.history.Movements;
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

/// The operations on pools and packs.
final class PackRoutes implements Routes {

    private static final long QUANTITY_MAX = 1_000_000_000;

    private final Packs packs;
    private final Accounts accounts;

    PackRoutes(Packs packs, Accounts accounts) {
        this.packs = packs;
        this.accounts = accounts;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(Route.ACCOUNT + "/pools", Permission.STOCK_READ, this::pools),
                Route.get(Route.ACCOUNT + "/packs", Permission.STOCK_READ, this::packs),
                Route.get(Route.ACCOUNT + "/packs/{pack}", Permission.STOCK_READ, this::pack),
                Route.get(Route.ACCOUNT + "/movements", Permission.STOCK_READ, this::movements),
                Route.get(
                        Route.ACCOUNT + "/storage-obligations",
                        Permission.STOCK_READ,
                        this::obligations),
                Route.post(Route.ACCOUNT + "/grants", Permission.GRANTS_WRITE, this::grant));
    }

    private record MovementView(
            long seq,
            int line,
            Instant bookedAt,
            String from,
            String to,
            long units,
            @Nullable PackId pack,
            @Nullable Long use) {}

    private record ObligationsView(long count, @Nullable Instant until) {}

    private Reply pools(Call call) {
        OrganizationId account = call.organization();
        Packs.Filter filter = filter(call);
        PoolState state = call.query().choiceOrNull("state", PoolState.class);
        Packs.PoolSort sort = call.query().choiceOrNull("sort", Packs.PoolSort.class);
        int limit = Page.limit(call);
        String after = Page.afterOrNull(call);
        Instant asOf = call.asOf();
        call.checked();
        Packs.PoolsReading found = packs.pools(call.granted(account), filter, asOf);
        List<Pool> rows =
                Page.behind(
                        Packs.sorted(found.pools(), sort),
                        after,
                        PackRoutes::name,
                        p -> state == null || p.state() == state,
                        limit + 1);
        Map<String, Object> page =
                Page.of(call, head(account, found.at()), rows, limit, PackRoutes::name);
        return Reply.ok(Page.showing(page, rows.stream().limit(limit).map(PoolView::of).toList()));
    }

    private Reply packs(Call call) {
        OrganizationId account = call.organization();
        Packs.Filter filter = filter(call);
        PackState state = call.query().choiceOrNull("state", PackState.class);
        Packs.Sort sort = call.query().choiceOrNull("sort", Packs.Sort.class);
        int limit = Page.limit(call);
        String after = Page.afterOrNull(call);
        Instant asOf = call.asOf();
        call.checked();
        Packs.PoolsReading found = packs.pools(call.granted(account), filter, asOf);
        List<PackView> rows =
                Page.behind(
                                Packs.packs(found.pools(), sort),
                                after,
                                p -> p.pack().id().toString(),
                                p -> state == null || p.pack().state() == state,
                                limit + 1)
                        .stream()
                        .map(p -> PackView.of(p.pool(), p.pack()))
                        .toList();
        return Reply.ok(Page.of(call, head(account, found.at()), rows, limit, PackView::id));
    }

    private Reply pack(Call call) {
        OrganizationId account = call.organization();
        PackId id = new PackId(call.uuid("pack"));
        Instant asOf = call.asOf();
        call.checked();
        Packs.Filter all = new Packs.Filter(null, null);
        return Reply.ok(
                Packs.packs(packs.pools(call.granted(account), all, asOf).pools(), null).stream()
                        .filter(p -> p.pack().id().equals(id))
                        .map(p -> PackView.of(p.pool(), p.pack()))
                        .findFirst()
                        .orElseThrow(() ->
                                new ProblemException(ProblemCode.UNKNOWN_PACK, "no pack " + id)));
    }

    private static Map<String, Object> head(OrganizationId account, Instant at) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("organization", account);
        head.put("at", at);
        return head;
    }

    private static String name(Pool pool) {
        return pool.key().resource() + "_" + pool.key().storageYears();
    }

    private Reply movements(Call call) {
        OrganizationId account = call.organization();
        ItemId resource = ItemId.of(call.query().text("resource", Forms.NAME_CHARACTERS_MAX));
        Integer years = call.query().intOrNull("storage_years", 1, Forms.YEARS_MAX);
        Movements.Cursor behind = Page.after(call, PackRoutes::cursor);
        boolean oldest = Page.isOldestFirst(call);
        UUID pack = call.query().uuidOrNull("pack");
        Posting.Book book = call.query().choiceOrNull("book", Posting.Book.class);
        int limit = Page.limit(call);
        call.checked();
        Packs.Moved moved =
                packs.movements(
                        call.granted(account),
                        new Movements.Filter(
                                PoolKey.of(resource, years),
                                null,
                                book == null ? null : book.name(),
                                oldest,
                                behind == null ? Movements.Cursor.first(oldest) : behind),
                        pack == null ? null : new PackId(pack),
                        limit + 1);
        return Reply.ok(
                Page.of(
                        call,
                        moved.rows().stream().map(r -> view(r, moved.pool())).toList(),
                        limit,
                        m -> m.seq() + "." + m.line()));
    }

    private Reply obligations(Call call) {
        OrganizationId account = call.organization();
        call.checked();
        History.Obligations live = packs.obligations(call.granted(account));
        return Reply.ok(new ObligationsView(live.count(), live.until()));
    }

    private Reply grant(Call call) {
        OrganizationId account = call.organization();
        Input body = call.body();
        Command.GrantPack command =
                new Command.GrantPack(
                        body.text("resource", Forms.NAME_CHARACTERS_MAX),
                        body.whole("quantity", -QUANTITY_MAX, QUANTITY_MAX),
                        body.intOrNull("storage_years", 1, Forms.YEARS_MAX),
                        body.instantOrNull("from"),
                        body.instantOrNull("until"));
        String key = call.key();
        call.checked();
        return Reply.created(
                Map.of("pack", accounts.book(call.granted(account), command, key).pack()));
    }

    private static Packs.Filter filter(Call call) {
        return new Packs.Filter(
                ItemId.ofNullable(call.query().textOrNull("resource", Forms.NAME_CHARACTERS_MAX)),
                call.query().intOrNull("storage_years", 1, Forms.YEARS_MAX));
    }

    private static Movements.@Nullable Cursor cursor(String text) {
        String[] parts = text.split("[.]", -1);
        return parts.length == 2
                ? new Movements.Cursor(Long.parseLong(parts[0]), Integer.parseInt(parts[1]))
                : null;
    }

    private static MovementView view(Movements.Row row, Pool pool) {
        Long pack = row.pack();
        return new MovementView(
                row.seq(),
                row.line(),
                row.bookedAt(),
                row.from(),
                row.to(),
                row.units(),
                pack == null ? null : pool.pack(pack).id(),
                row.use());
    }
}
