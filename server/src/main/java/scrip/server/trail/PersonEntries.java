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

    /// An entry. Of what they did to others it tells no more than that they did it: what it changed
    /// is about those others.
    ///
    /// @param by `you`, or the kind of actor: who else acted is theirs to know
    /// @param organization null if it is not about the person
    /// @param subject null if it is not about the person
    /// @param before null if it is not about the person
    /// @param after null if it is not about the person
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
    ///
    /// @param email their address, under which their sign-ins were refused
    public static List<Entry> of(JdbcClient sql, UUID person, String email, int most) {
        return AuditStore.about(sql, person, List.of(email), 0, most).stream()
                .map(row -> entry(row, person, email))
                .toList();
    }

    private static Entry entry(AuditStore.Row row, UUID person, String email) {
        AuditEntry entry = row.entry();
        boolean own = person.equals(entry.actor());
        String subject = entry.subject();
        boolean about =
                person.toString().equals(subject)
                        || (subject != null && email.equals(subject.toLowerCase(Locale.ROOT)));
        return new Entry(
                entry.seq(),
                entry.at(),
                own ? "YOU" : entry.actorKind(),
                entry.action(),
                about ? row.organization() : null,
                about ? subject : null,
                about ? tree(entry.before()) : null,
                about ? tree(entry.after()) : null,
                own ? entry.address() : null,
                own ? entry.agent() : null,
                entry.requestId());
    }

    private static @Nullable JsonNode tree(@Nullable String json) {
        return json == null ? null : Json.tree(json);
    }
}
