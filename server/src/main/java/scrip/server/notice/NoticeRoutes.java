package scrip.server.notice;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.money.Money;
import scrip.core.organization.OrganizationId;
import scrip.server.http.Call;
import scrip.server.http.Json;
import scrip.server.http.Page;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.LedgerJson;
import scrip.server.role.Permission;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The operations on notices and history.
final class NoticeRoutes implements Routes {

    private static final String ACCOUNT = "/v1/organizations/{organization}";

    private final Notices notices;

    NoticeRoutes(Notices notices) {
        this.notices = notices;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get("/v1/notices", Permission.VENDOR_NOTICES_READ, this::toVendor),
                Route.get(ACCOUNT + "/notices", Permission.NOTICES_READ, this::list),
                Route.get(ACCOUNT + "/history", Permission.HISTORY_READ, this::history));
    }

    private enum Audience {
        ORGANIZATION,
        VENDOR
    }

    private record View(
            OrganizationId organization,
            long seq,
            String code,
            @Nullable String item,
            String subject,
            @Nullable BigDecimal quantity,
            Instant effectiveAt,
            Instant bookedAt) {}

    private record FactView(
            long seq, String type, Instant effectiveAt, Instant bookedAt, JsonNode fact) {}

    private Reply toVendor(Call call) {
        NoticeStore.Cursor after =
                call.query()
                        .parsed(
                                "after",
                                "the cursor that the page before gave",
                                NoticeStore.Cursor::of);
        int limit = Page.limit(call);
        call.checked();
        Map<String, Object> page =
                Page.of(
                        "notices",
                        notices.toVendor(
                                call, after == null ? NoticeStore.Cursor.FIRST : after, limit + 1),
                        limit,
                        NoticeStore.Row::cursor);
        page.computeIfPresent(
                "notices",
                (_, rows) ->
                        ((List<?>) rows).stream().map(r -> view((NoticeStore.Row) r)).toList());
        return Reply.ok(page);
    }

    private Reply list(Call call) {
        OrganizationId account = call.organization();
        Audience asked = call.query().choiceOrNull("to", Audience.class);
        long after = Page.after(call, 0);
        int limit = Page.limit(call);
        call.checked();
        boolean toVendor = asked == Audience.VENDOR;
        List<Entry> entries = notices.of(call, account, after, limit + 1);
        List<View> shown = new ArrayList<>();
        for (Entry entry : entries.subList(0, Math.min(limit, entries.size()))) {
            if (entry.fact() instanceof Fact.Noticed notice
                    && (toVendor ? notice.code().toVendor() : notice.code().toOrganization())) {
                shown.add(view(account, entry, notice));
            }
        }
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("notices", shown);
        if (entries.size() > limit) {
            page.put("next", Long.toString(entries.get(limit - 1).seq()));
        }
        return Reply.ok(page);
    }

    private Reply history(Call call) {
        OrganizationId account = call.organization();
        long after = Page.after(call, 0);
        int limit = Page.limit(call);
        call.checked();
        List<FactView> rows =
                notices.history(call, account, after, limit + 1).stream()
                        .map(NoticeRoutes::view)
                        .toList();
        return Reply.ok(Page.of("facts", rows, limit, FactView::seq));
    }

    private static View view(OrganizationId account, Entry entry, Fact.Noticed notice) {
        return new View(
                account,
                entry.seq(),
                notice.code().name(),
                notice.item(),
                notice.subject(),
                notice.quantity(),
                entry.effectiveAt(),
                entry.bookedAt());
    }

    private static View view(NoticeStore.Row row) {
        return new View(
                row.organization(),
                row.seq(),
                row.code().name(),
                row.item(),
                row.subject(),
                row.quantity(),
                row.effectiveAt(),
                row.bookedAt());
    }

    private static FactView view(Entry entry) {
        JsonNode tree = snakeCase(Json.tree(LedgerJson.write(entry.fact())));
        if (tree instanceof ObjectNode fact) {
            fact.remove("type");
        }
        return new FactView(
                entry.seq(),
                entry.fact().getClass().getSimpleName(),
                entry.effectiveAt(),
                entry.bookedAt(),
                tree);
    }

    /// Names and money as the contract writes them. Keys that are data, such as ids, have no
    /// capital letter after a small one.
    private static JsonNode snakeCase(JsonNode node) {
        if (node instanceof ObjectNode object && object.size() == 2 && object.has("minor")) {
            return money(object);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode renamed = object.objectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                String name =
                        field.getKey()
                                .replaceAll("([a-z])([A-Z])", "$1_$2")
                                .toLowerCase(java.util.Locale.ROOT);
                renamed.set(name, snakeCase(field.getValue()));
            }
            return renamed;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode renamed = array.arrayNode();
            array.forEach(element -> renamed.add(snakeCase(element)));
            return renamed;
        }
        return node;
    }

    private static JsonNode money(ObjectNode stored) {
        Currency currency = Currency.getInstance(stored.required("currency").asString());
        Money money = new Money(stored.required("minor").asLong(), currency);
        return stored.objectNode()
                .put("amount", money.decimal().toPlainString())
                .put("currency", currency.getCurrencyCode());
    }
}
