package scrip.server.use;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Code;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Hold;
import scrip.core.pack.PoolKey;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.http.Forms;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Granted;
import scrip.server.role.Permission;
import scrip.server.telemetry.LogFields;

/// The operations on holds. A hold is named by the key of the caller's own under which it was
/// placed.
final class HoldRoutes implements Routes {

    private static final String ALL = "/v1/holds";
    private static final String OF_ONE = Route.ACCOUNT + "/holds";
    private static final String HOLD = "/{hold}";
    private static final long QUANTITY_MAX = 1_000_000_000;
    private static final int HOURS_MAX = 1_000;

    private final Uses uses;
    private final Accounts accounts;

    HoldRoutes(Uses uses, Accounts accounts) {
        this.uses = uses;
        this.accounts = accounts;
    }

    @Override
    public List<Route> metered() {
        return List.of(
                Route.post(ALL, Permission.USES_WRITE, this::hold).unrecorded().metered(),
                Route.post(ALL + HOLD + "/capture", Permission.USES_WRITE, this::capture)
                        .unrecorded()
                        .metered(),
                Route.post(ALL + HOLD + "/release", Permission.USES_WRITE, this::release)
                        .unrecorded()
                        .metered());
    }

    @Override
    public List<Route> all() {
        return Stream.concat(
                        metered().stream(),
                        Stream.of(
                                Route.get(OF_ONE, Permission.STOCK_READ, this::list),
                                Route.get(OF_ONE + HOLD, Permission.STOCK_READ, this::one)))
                .toList();
    }

    private record HeldView(
            String hold,
            ItemId resource,
            @Nullable Integer storageYears,
            long held,
            long available,
            Instant endsAt) {}

    private record View(
            String key,
            OrganizationId organization,
            ItemId resource,
            @Nullable Integer storageYears,
            long quantity,
            Instant endsAt) {

        static View of(OpenHold open) {
            return new View(
                    open.hold.key(),
                    open.hold.organization(),
                    open.pool.resource(),
                    open.pool.storageTerm(),
                    open.hold.quantity(),
                    open.hold.endsAt());
        }
    }

    private record OpenHold(PoolKey pool, Hold hold) {

        long seq() {
            return hold.seq();
        }
    }

    private Granted granted(Call call, Parties parties) {
        LogFields.account(parties.organization().toString());
        return uses.granted(call, parties.organization(), parties.within());
    }

    private Reply hold(Call call) {
        Input body = call.body();
        Parties parties = Parties.of(body);
        Command.HoldUnits command =
                new Command.HoldUnits(
                        parties.organization(),
                        parties.within(),
                        body.text("resource", Forms.NAME_CHARACTERS_MAX),
                        body.whole("quantity", -QUANTITY_MAX, QUANTITY_MAX),
                        body.intOrNull("storage_years", 1, Forms.YEARS_MAX),
                        body.intOrNull("hours", 1, HOURS_MAX));
        String key = call.key(body);
        call.checked();
        Granted granted = granted(call, parties);
        call.checkItem(ItemId.of(command.resource()));
        Answer.Held held = accounts.book(granted, command, key);
        return Reply.created(
                new HeldView(
                        key,
                        held.pool().resource(),
                        held.pool().storageTerm(),
                        held.held(),
                        held.available(),
                        held.endsAt()));
    }

    private Reply capture(Call call) {
        Input body = call.body();
        Parties parties = Parties.of(body);
        String hold = call.keyInPath("hold");
        Command.CaptureHold command =
                new Command.CaptureHold(
                        parties.organization(),
                        hold,
                        body.wholeOrNull("quantity", -QUANTITY_MAX, QUANTITY_MAX));
        return settled(call, body, parties, hold, command);
    }

    private Reply release(Call call) {
        Input body = call.body();
        Parties parties = Parties.of(body);
        String hold = call.keyInPath("hold");
        return settled(
                call, body, parties, hold, new Command.ReleaseHold(parties.organization(), hold));
    }

    private Reply settled(
            Call call, Input body, Parties parties, String hold, Command<Answer.Settled> command) {
        String key = call.key(body);
        call.checked();
        Granted granted = granted(call, parties);
        uses.checkHold(call, granted, hold);
        return Reply.created(SettledView.of(accounts.book(granted, command, key)));
    }

    private Stream<OpenHold> open(Call call, OrganizationId account, @Nullable Instant asOf) {
        return accounts
                .read(call.granted(account), asOf)
                .account()
                .stock()
                .pools()
                .values()
                .stream()
                .flatMap(pool -> pool.holds().stream().map(h -> new OpenHold(pool.key(), h)));
    }

    private Reply list(Call call) {
        OrganizationId account = call.organization();
        ItemId resource =
                ItemId.ofNullable(call.query().textOrNull("resource", Forms.NAME_CHARACTERS_MAX));
        Integer years = call.query().intOrNull("storage_years", 1, Forms.YEARS_MAX);
        OrganizationId of = call.query().organizationOrNull("for");
        boolean newest = Page.isNewestFirst(call);
        Long behind = Page.numberAfter(call);
        int limit = Page.limit(call);
        Instant asOf = call.asOf();
        call.checked();
        Comparator<OpenHold> oldest = Comparator.comparingLong(OpenHold::seq);
        List<OpenHold> rows =
                open(call, account, asOf)
                        .filter(h -> resource == null || resource.equals(h.pool.resource()))
                        .filter(h -> years == null || years == h.pool.storageYears())
                        .filter(h -> of == null || of.equals(h.hold.organization()))
                        .filter(h ->
                                behind == null || (newest ? h.seq() < behind : h.seq() > behind))
                        .sorted(newest ? oldest.reversed() : oldest)
                        .limit(limit + 1L)
                        .toList();
        Map<String, Object> page = Page.of(call, rows, limit, OpenHold::seq);
        return Reply.ok(Page.showing(page, rows.stream().limit(limit).map(View::of).toList()));
    }

    private Reply one(Call call) {
        OrganizationId account = call.organization();
        String key = call.keyInPath("hold");
        Instant asOf = call.asOf();
        call.checked();
        return Reply.ok(
                open(call, account, asOf)
                        .filter(h -> h.hold.key().equals(key))
                        .map(View::of)
                        .findFirst()
                        .orElseThrow(() ->
                                new ProblemException(
                                        Code.UNKNOWN_KEY, "no open hold with the key " + key)));
    }
}
