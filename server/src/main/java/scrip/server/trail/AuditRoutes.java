package scrip.server.trail;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.http.Input;
import scrip.server.http.Json;
import scrip.server.http.Page;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;
import tools.jackson.databind.JsonNode;

/// The operations that show and export the audit log.
final class AuditRoutes implements Routes {

    private static final String ONE = Route.ACCOUNT + "/audit";
    private static final String WHOLE = "/v1/audit";
    private static final int TEXT_CHARACTERS_MAX = 100;

    private final AuditStore store;
    private final Accounts accounts;

    AuditRoutes(AuditStore store, Accounts accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(ONE, Permission.AUDIT_READ, c -> page(c, true)),
                Route.get(WHOLE, Permission.VENDOR_AUDIT_READ, c -> page(c, false)));
    }

    private record ActorView(String kind, @Nullable UUID id, String name) {}

    private record View(
            long seq,
            Instant at,
            ActorView actor,
            String action,
            @Nullable String realm,
            @Nullable String organization,
            @Nullable String subject,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            String address,
            String agent,
            String requestId) {}

    private Reply page(Call call, boolean ofOne) {
        AuditStore.Filter filter = filter(call, ofOne);
        int limit = Page.limit(call);
        Long behind = Page.numberAfter(call);
        call.checked();
        List<View> rows =
                store.page(filter, behind, limit + 1).stream().map(r -> view(call, r)).toList();
        return Reply.ok(Page.of(call, rows, limit, View::seq));
    }

    private AuditStore.Filter filter(Call call, boolean ofOne) {
        Input query = call.query();
        Long account = null;
        if (ofOne) {
            account = accounts.number(call, call.organization());
        } else {
            OrganizationId id = query.organizationOrNull("organization");
            account = id == null ? null : accounts.number(call, id);
        }
        return new AuditStore.Filter(
                account,
                query.uuidOrNull("actor"),
                query.textOrNull("action", TEXT_CHARACTERS_MAX),
                query.textOrNull("search", TEXT_CHARACTERS_MAX),
                query.instantOrNull("from"),
                query.instantOrNull("until"),
                Page.isOldestFirst(call));
    }

    private static View view(Call call, AuditStore.Row row) {
        AuditEntry e = row.entry();
        return new View(
                e.seq(),
                e.at(),
                new ActorView(e.actorKind(), e.actor(), e.actorName()),
                e.action(),
                realm(call, e.realm()),
                row.organization(),
                e.subject(),
                tree(e.before()),
                tree(e.after()),
                e.address(),
                e.agent(),
                e.requestId());
    }

    private static @Nullable String realm(Call call, @Nullable Integer number) {
        return number == null ? null : call.realm(number).name();
    }

    private static @Nullable JsonNode tree(@Nullable String json) {
        return json == null ? null : Json.tree(json);
    }
}
