package scrip.server.notice;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Text;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.ledger.NoticeCode;
import scrip.core.ledger.Subject;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.history.History;
import scrip.server.http.Call;
import scrip.server.http.Page;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.SubjectText;
import scrip.server.role.Permission;

/// The operations on notices.
final class NoticeRoutes implements Routes {

    private final Accounts accounts;
    private final History history;
    private final NoticeStore store;
    private final PublishedCatalogs catalogs;

    NoticeRoutes(
            Accounts accounts, History history, NoticeStore store, PublishedCatalogs catalogs) {
        this.accounts = accounts;
        this.history = history;
        this.store = store;
        this.catalogs = catalogs;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get("/v1/notices", Permission.VENDOR_NOTICES_READ, this::toVendor),
                Route.get(Route.ACCOUNT + "/notices", Permission.NOTICES_READ, this::list),
                Route.get(Route.ACCOUNT + "/notices/{seq}", Permission.NOTICES_READ, this::one));
    }

    private enum Audience {
        ORGANIZATION,
        VENDOR
    }

    private record View(
            OrganizationId organization,
            long seq,
            String code,
            Subject subject,
            @Nullable Text name,
            @Nullable BigDecimal quantity,
            Instant effectiveAt,
            Instant bookedAt) {}

    private Reply toVendor(Call call) {
        NoticeStore.Cursor after = Page.after(call, NoticeStore.Cursor::of);
        NoticeCode code = code(call);
        OrganizationId of = call.query().organizationOrNull("organization");
        boolean newest = Page.isNewestFirst(call);
        int limit = Page.limit(call);
        call.checked();
        NoticeStore.Filter filter = new NoticeStore.Filter(codes(true, code), of, newest, after);
        List<NoticeStore.Row> rows = store.toVendor(call.realm().number(), filter, limit + 1);
        Map<String, Object> page = Page.of(call, rows, limit, NoticeStore.Row::cursor);
        Catalogs all = catalogs.of(call.realm());
        return Reply.ok(
                Page.showing(page, rows.stream().limit(limit).map(r -> view(r, all)).toList()));
    }

    private Reply list(Call call) {
        OrganizationId account = call.organization();
        boolean toVendor = call.query().choiceOrNull("to", Audience.class) == Audience.VENDOR;
        Long behind = Page.numberAfter(call);
        Long seen = call.query().wholeOrNull("after_seq", 0, Long.MAX_VALUE);
        NoticeCode code = code(call);
        boolean newest = Page.isNewestFirst(call);
        int limit = Page.limit(call);
        call.checked();
        accounts.read(call.granted(account));
        Catalogs all = catalogs.of(call.realm());
        List<Entry> told =
                history.notices(
                        call.realm(),
                        account,
                        new History.NoticeFilter(
                                codes(toVendor, code), !newest, behind, seen == null ? 0 : seen),
                        limit + 1);
        List<View> rows = new ArrayList<>();
        for (Entry entry : told) {
            if (entry.fact() instanceof Fact.Noticed notice) {
                rows.add(view(account, entry, notice, all));
            }
        }
        return Reply.ok(Page.of(call, rows, limit, View::seq));
    }

    private Reply one(Call call) {
        OrganizationId account = call.organization();
        long seq = call.number("seq");
        call.checked();
        accounts.read(call.granted(account));
        History.NoticeFilter only =
                new History.NoticeFilter(EnumSet.allOf(NoticeCode.class), true, null, seq - 1);
        return history.notices(call.realm(), account, only, 1).stream()
                .filter(entry -> entry.seq() == seq)
                .findFirst()
                .map(entry ->
                        entry.fact() instanceof Fact.Noticed notice
                                ? Reply.ok(view(account, entry, notice, catalogs.of(call.realm())))
                                : null)
                .orElseThrow(
                        () -> new ProblemException(ProblemCode.UNKNOWN_NOTICE, "no notice " + seq));
    }

    private static @Nullable NoticeCode code(Call call) {
        return call.query()
                .parsed(
                        "code",
                        "the code of a notice",
                        text ->
                                Arrays.stream(NoticeCode.values())
                                        .filter(c -> c.name().equals(text))
                                        .findFirst()
                                        .orElse(null));
    }

    /// The notice codes of an audience, or only the requested one.
    private static Set<NoticeCode> codes(boolean toVendor, @Nullable NoticeCode only) {
        EnumSet<NoticeCode> codes = EnumSet.noneOf(NoticeCode.class);
        for (NoticeCode code : NoticeCode.values()) {
            if ((only == null || only == code)
                    && (toVendor ? code.toVendor() : code.toOrganization())) {
                codes.add(code);
            }
        }
        return codes;
    }

    private static View view(
            OrganizationId account, Entry entry, Fact.Noticed notice, Catalogs catalogs) {
        return new View(
                account,
                entry.seq(),
                notice.code().name(),
                notice.subject(),
                name(notice.subject(), entry.bookedAt(), catalogs),
                notice.quantity(),
                entry.effectiveAt(),
                entry.bookedAt());
    }

    /// The name of the item that a notice is about; null if there is no item, or no catalog has it.
    private static @Nullable Text name(Subject subject, Instant at, Catalogs catalogs) {
        ItemId item = subject.item();
        return item == null ? null : catalogs.lastSold(item, at).map(Item::name).orElse(null);
    }

    private static View view(NoticeStore.Row row, Catalogs catalogs) {
        Subject subject = SubjectText.read(row.subject());
        return new View(
                row.organization(),
                row.seq(),
                row.code().name(),
                subject,
                name(subject, row.bookedAt(), catalogs),
                row.quantity(),
                row.effectiveAt(),
                row.bookedAt());
    }
}
