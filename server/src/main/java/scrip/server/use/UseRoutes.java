package scrip.server.use;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Surface;
import scrip.core.emergency.EmergencyId;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Answer.PackUnits;
import scrip.core.ledger.Code;
import scrip.core.ledger.Command;
import scrip.core.ledger.Kept;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PoolKey;
import scrip.server.account.Accounts;
import scrip.server.history.History;
import scrip.server.http.Call;
import scrip.server.http.Element;
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

/// The operations on uses, holds, corrections and kept uses.
final class UseRoutes implements Routes {

    private static final int REASON_CHARACTERS_MAX = 1_000;
    private static final long QUANTITY_MAX = 1_000_000_000;

    private final Uses uses;
    private final Accounts accounts;
    private final UseBatch batch;

    UseRoutes(Uses uses, Accounts accounts, UseBatch batch) {
        this.uses = uses;
        this.accounts = accounts;
        this.batch = batch;
    }

    /// The operation that has a servlet of its own.
    Route hot() {
        return Route.post("/v1/uses", Permission.USES_WRITE, this::use).unrecorded().metered();
    }

    /// The operation on many uses, which has one too.
    Route hotBatch() {
        return Route.post("/v1/uses/batch", Permission.USES_WRITE, this::useEach)
                .unrecorded()
                .meteredEach();
    }

    @Override
    public List<Route> metered() {
        return List.of(hot(), hotBatch());
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.post("/v1/corrections", Permission.USES_CORRECT, this::correct),
                Route.get(Route.ACCOUNT + "/uses", Permission.STOCK_READ, this::booked),
                Route.get(Route.ACCOUNT + "/kept-uses", Permission.STOCK_READ, this::kept),
                Route.get(Route.ACCOUNT + "/uses/{use}", Permission.STOCK_READ, this::oneBooked),
                Route.get(
                        Route.ACCOUNT + "/kept-uses/{kept_use}",
                        Permission.STOCK_READ,
                        this::oneKept),
                Route.post(
                        Route.ACCOUNT + "/kept-uses/{kept_use}/decide",
                        Permission.USES_DECIDE,
                        this::decide));
    }

    record UseView(
            String result,
            @Nullable ItemId resource,
            @Nullable Integer storageYears,
            List<PackUnits> drawn,
            long arrears,
            long available,
            boolean late,
            @Nullable EmergencyId emergency) {}

    private record BookedView(
            long seq,
            Instant bookedAt,
            String key,
            ItemId resource,
            @Nullable Integer storageYears,
            long quantity,
            long corrected,
            @Nullable String subject,
            @Nullable Instant storageUntil) {}

    private Granted granted(Call call, Parties parties) {
        LogFields.account(parties.organization().toString());
        return uses.granted(call, parties.organization(), parties.within());
    }

    private Reply use(Call call) {
        Input body = call.body();
        Command.Use command = command(body);
        String key = call.key(body);
        call.checked();
        LogFields.account(command.organization().toString());
        return Reply.created(view(accounts.book(batch.granted(call, command), command, key)));
    }

    private Reply useEach(Call call) {
        List<Element> elements = call.elements("uses");
        batch.bookEach(call, elements);
        return Element.answers(elements);
    }

    static Command.Use command(Input body) {
        Parties parties = Parties.of(body);
        Surface surface = body.choiceOrNull("surface", Surface.class);
        return new Command.Use(
                parties.organization(),
                parties.within(),
                body.text("resource", Forms.NAME_CHARACTERS_MAX),
                quantity(body),
                storageYears(body),
                surface == null ? Surface.API : surface,
                body.instantOrNull("event_at"),
                body.textOrNull("subject", Forms.NAME_CHARACTERS_MAX),
                body.flag("reported", false));
    }

    private Reply correct(Call call) {
        Input body = call.body();
        Parties parties = Parties.of(body);
        String use = Call.keyNamed(body, "use");
        Command.CorrectUse command =
                new Command.CorrectUse(
                        parties.organization(),
                        use,
                        quantity(body),
                        body.text("reason", REASON_CHARACTERS_MAX));
        String key = call.key(body);
        call.checked();
        Granted granted = granted(call, parties);
        uses.checkUse(call, granted, use);
        Answer.Corrected corrected = accounts.book(granted, command, key);
        return Reply.created(SettledView.of(corrected));
    }

    private Reply booked(Call call) {
        OrganizationId account = call.organization();
        Long behind = Page.numberAfter(call);
        boolean oldest = Page.isOldestFirst(call);
        History.UseFilter filter =
                new History.UseFilter(
                        call.query().textOrNull("resource", Forms.NAME_CHARACTERS_MAX),
                        call.query().intOrNull("storage_years", 1, Forms.YEARS_MAX),
                        call.query().textOrNull("search", Forms.NAME_CHARACTERS_MAX),
                        call.query().instantOrNull("from"),
                        call.query().instantOrNull("until"),
                        oldest,
                        behind);
        int limit = Page.limit(call);
        call.checked();
        List<BookedView> rows =
                uses.booked(call.granted(account), filter, limit + 1).stream()
                        .map(UseRoutes::view)
                        .toList();
        return Reply.ok(Page.of(call, rows, limit, BookedView::seq));
    }

    private Reply oneBooked(Call call) {
        OrganizationId account = call.organization();
        String key = call.keyInPath("use");
        call.checked();
        return Reply.ok(view(uses.bookedUnder(call.granted(account), key)));
    }

    private Reply oneKept(Call call) {
        OrganizationId account = call.organization();
        String key = call.keyInPath("kept_use");
        call.checked();
        Kept kept = accounts.read(call.granted(account)).account().stock().kept().get(key);
        if (kept == null) {
            throw new ProblemException(Code.UNKNOWN_KEY, "no kept use with the key " + key);
        }
        return Reply.ok(KeptView.of(kept));
    }

    private Reply kept(Call call) {
        OrganizationId account = call.organization();
        ItemId resource =
                ItemId.ofNullable(call.query().textOrNull("resource", Forms.NAME_CHARACTERS_MAX));
        boolean newest = Page.isNewestFirst(call);
        Long behind = Page.numberAfter(call);
        int limit = Page.limit(call);
        call.checked();
        Comparator<Kept> oldest = Comparator.comparingLong(Kept::seq);
        List<Kept> rows =
                accounts.read(call.granted(account)).account().stock().kept().values().stream()
                        .filter(k -> resource == null || resource.equals(k.resource()))
                        .filter(k ->
                                behind == null || (newest ? k.seq() < behind : k.seq() > behind))
                        .sorted(newest ? oldest.reversed() : oldest)
                        .limit(limit + 1L)
                        .toList();
        Map<String, Object> page = Page.of(call, rows, limit, Kept::seq);
        return Reply.ok(Page.showing(page, rows.stream().limit(limit).map(KeptView::of).toList()));
    }

    private Reply decide(Call call) {
        OrganizationId account = call.organization();
        Input body = call.body();
        if (!body.has("accept")) {
            body.fault("accept", "is missing");
        }
        Command.DecideKept command =
                new Command.DecideKept(call.keyInPath("kept_use"), body.flag("accept", false));
        String key = call.key();
        call.checked();
        return Reply.created(view(accounts.book(call.granted(account), command, key)));
    }

    private static long quantity(Input body) {
        return body.whole("quantity", -QUANTITY_MAX, QUANTITY_MAX);
    }

    private static @Nullable Integer storageYears(Input body) {
        return body.intOrNull("storage_years", 1, Forms.YEARS_MAX);
    }

    static UseView view(Answer.Used used) {
        PoolKey pool = used.pool();
        return new UseView(
                used.result().name(),
                pool == null ? null : pool.resource(),
                pool == null ? null : pool.storageTerm(),
                used.drawn(),
                used.arrears(),
                used.available(),
                used.late(),
                used.emergency());
    }

    private static BookedView view(History.BookedUse use) {
        return new BookedView(
                use.seq(),
                use.bookedAt(),
                use.key(),
                use.pool().resource(),
                use.pool().storageTerm(),
                use.quantity(),
                use.corrected(),
                use.subject(),
                use.storageUntil());
    }
}
