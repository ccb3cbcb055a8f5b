package scrip.server.desk;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scrip.core.standing.Waiting;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.http.Call;
import scrip.server.http.Page;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.Realms;
import scrip.server.role.Permission;

/// The operations of the vendor's desk.
final class DeskRoutes implements Routes {

    /// How many rows each list has on the desk as a whole.
    private static final int ROWS_USUAL = 10;

    private static final int ROWS_MAX = 50;

    /// The maximum number of rows of a page of one list, also as a table: each row reads an
    /// account.
    private static final int PAGE_ROWS_MAX = 1_000;

    private static final int SEARCH_CHARACTERS_MAX = 100;

    private final Accounts accounts;
    private final PublishedCatalogs catalogs;
    private final Realms realms;
    private final DeskStore store;

    DeskRoutes(Accounts accounts, PublishedCatalogs catalogs, Realms realms, DeskStore store) {
        this.accounts = accounts;
        this.catalogs = catalogs;
        this.realms = realms;
        this.store = store;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get("/v1/desk", Permission.VENDOR_NOTICES_READ, this::desk),
                Route.get("/v1/desk/{section}", Permission.VENDOR_NOTICES_READ, this::section));
    }

    private Reply desk(Call call) {
        Integer asked = call.query().intOrNull("limit", 1, ROWS_MAX);
        call.checked();
        int limit = asked == null ? ROWS_USUAL : asked;
        int realm = call.realm().number();
        Instant now = realms.now(call.realm());
        Map<Waiting.Kind, Long> waiting = store.counts(realm, now);
        Desk desk = shown(call);
        Map<String, Object> answer = new LinkedHashMap<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        boolean leftOff = false;
        answer.put("at", now);
        for (Section section : Section.values()) {
            long count = waiting.getOrDefault(section.kind(), 0L);
            List<DeskStore.Row> found =
                    count == 0
                            ? List.of()
                            : store.page(realm, section.kind(), now, null, null, limit);
            answer.put(section.list(), desk.rows(section, found));
            counts.put(section.list(), count);
            leftOff |= count > limit;
        }
        answer.put("counts", counts);
        answer.put("left_off", leftOff);
        return Reply.ok(answer);
    }

    /// A page omits rows that no longer wait, so it may be shorter than its limit.
    private Reply section(Call call) {
        String name = call.text("section", SEARCH_CHARACTERS_MAX);
        String search = call.query().textOrNull("search", SEARCH_CHARACTERS_MAX);
        DeskStore.Cursor after = Page.after(call, DeskStore.Cursor::of);
        int limit = Math.min(Page.limit(call), PAGE_ROWS_MAX);
        call.checked();
        Section section = named(name);
        Instant now = realms.now(call.realm());
        List<DeskStore.Row> found =
                store.page(call.realm().number(), section.kind(), now, search, after, limit + 1);
        Map<String, Object> page =
                Page.of(call, Map.of("at", now), found, limit, DeskStore.Row::place);
        return Reply.ok(
                Page.showing(
                        page, shown(call).rows(section, found.stream().limit(limit).toList())));
    }

    private Desk shown(Call call) {
        return new Desk(catalogs.of(call.realm()), id -> accounts.read(call.granted(id)));
    }

    private static Section named(String name) {
        return Arrays.stream(Section.values())
                .filter(section -> section.list().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(
                                ProblemCode.UNKNOWN_PATH, "there is no such list on the desk"));
    }
}
