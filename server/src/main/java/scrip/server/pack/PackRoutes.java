package scrip.server.pack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PackId;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.History;

/// The operations on pools and packs.
final class PackRoutes implements Routes {

    private static final String ACCOUNT = "/v1/organizations/{organization}";
    private static final int NAME_CHARACTERS_MAX = 200;
    private static final int STORAGE_YEARS_MAX = 100;
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
                Route.get(ACCOUNT + "/pools", this::pools),
                Route.get(ACCOUNT + "/packs", this::packs),
                Route.get(ACCOUNT + "/movements", this::movements),
                Route.get(ACCOUNT + "/storage-obligations", this::obligations),
                Route.post(ACCOUNT + "/grants", this::grant));
    }

    private record PoolsView(OrganizationId organization, Instant at, List<PoolView> pools) {}

    private record PacksView(OrganizationId organization, Instant at, List<PackView> packs) {}

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
        Instant asOf = accounts.asOf(call);
        call.checked();
        Packs.Found found = packs.pools(call, account, filter, asOf);
        return Reply.ok(
                new PoolsView(
                        account, found.at(), found.pools().stream().map(PoolView::of).toList()));
    }

    private Reply packs(Call call) {
        OrganizationId account = call.organization();
        Packs.Filter filter = filter(call);
        Instant asOf = accounts.asOf(call);
        call.checked();
        Packs.Found found = packs.pools(call, account, filter, asOf);
        List<PackView> all = new ArrayList<>();
        for (Pool pool : found.pools()) {
            pool.packs().forEach(p -> all.add(PackView.of(pool.key(), p)));
        }
        return Reply.ok(new PacksView(account, found.at(), all));
    }

    private Reply movements(Call call) {
        OrganizationId account = call.organization();
        String resource = call.query().text("resource", NAME_CHARACTERS_MAX);
        Integer years = call.query().intOrNull("storage_years", 1, STORAGE_YEARS_MAX);
        PackStore.Cursor before =
                call.query()
                        .parsed(
                                "after",
                                "the cursor that the page before gave",
                                PackRoutes::cursor);
        int limit = Page.limit(call);
        call.checked();
        Packs.Moved moved =
                packs.movements(
                        call,
                        account,
                        new PoolKey(resource, years == null ? 0 : years),
                        before == null ? new PackStore.Cursor(Long.MAX_VALUE, 0) : before,
                        limit + 1);
        return Reply.ok(
                Page.of(
                        "movements",
                        moved.rows().stream().map(r -> view(r, moved.pool())).toList(),
                        limit,
                        m -> m.seq() + "." + m.line()));
    }

    private Reply obligations(Call call) {
        OrganizationId account = call.organization();
        call.checked();
        History.Obligations live = packs.obligations(call, account);
        return Reply.ok(new ObligationsView(live.count(), live.until()));
    }

    private Reply grant(Call call) {
        OrganizationId account = call.organization();
        Input body = call.body();
        Command.GrantPack command =
                new Command.GrantPack(
                        body.text("resource", NAME_CHARACTERS_MAX),
                        body.whole("quantity", -QUANTITY_MAX, QUANTITY_MAX),
                        body.intOrNull("storage_years", 1, STORAGE_YEARS_MAX),
                        body.instantOrNull("from"),
                        body.instantOrNull("until"));
        String key = call.key();
        call.checked();
        return Reply.created(Map.of("pack", packs.grant(call, account, command, key)));
    }

    private static Packs.Filter filter(Call call) {
        return new Packs.Filter(
                call.query().textOrNull("resource", NAME_CHARACTERS_MAX),
                call.query().intOrNull("storage_years", 1, STORAGE_YEARS_MAX));
    }

    private static PackStore.@Nullable Cursor cursor(String text) {
        String[] parts = text.split("[.]", -1);
        return parts.length == 2
                ? new PackStore.Cursor(Long.parseLong(parts[0]), Integer.parseInt(parts[1]))
                : null;
    }

    private static MovementView view(PackStore.Row row, Pool pool) {
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
