package scrip.server.trail;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.http.Json;
import tools.jackson.databind.JsonNode;

/// The entries of the audit log by a person or about them, as they may see them.
public final class PersonEntries {

    private PersonEntries() {}

    /// An entry.
    ///
    /// @param by `you`, or the kind of actor: who else acted is theirs to know
    /// @param address null if somebody else acted
    /// @param agent null if somebody else acted
    public record Entry(
            long seq,
            Instant at,
            String by,
            String action,
            @Nullable String organization,
            @Nullable String subject,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            @Nullable String address,
            @Nullable String agent,
            String requestId) {}

    /// The first of them, oldest first.
    public static List<Entry> of(JdbcClient sql, UUID person, int most) {
        return AuditStore.about(sql, person, List.of(), 0, most).stream()
                .map(row -> entry(row, person))
                .toList();
    }

    private static Entry entry(AuditStore.Row row, UUID person) {
        AuditEntry entry = row.entry();
        boolean own = person.equals(entry.actor());
        return new Entry(
                entry.seq(),
                entry.at(),
                own ? "you" : entry.actorKind().toLowerCase(Locale.ROOT),
                entry.action(),
                row.organization(),
                entry.subject(),
                tree(entry.before()),
                tree(entry.after()),
                own ? entry.address() : null,
                own ? entry.agent() : null,
                entry.requestId());
    }

    private static @Nullable JsonNode tree(@Nullable String json) {
        return json == null ? null : Json.tree(json);
    }
}
