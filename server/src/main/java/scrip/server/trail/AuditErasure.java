package scrip.server.trail;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Takes out of the audit log what it tells about an erased person: name, addresses, browsers. Who
/// did what to which subject stays, by the person's id.
public final class AuditErasure {

    /// What stands where something was taken out.
    public static final String ERASED = "erased";

    private static final int PAGE_ROWS = 500;
    private static final byte[] NOTHING_BEFORE = new byte[32];

    /// Fields that tell about a person, in an entry of which they are the subject.
    private static final Set<String> FIELDS =
            Set.of("email", "name", "address", "browser", "agent", "label");

    private final UUID person;
    private final Set<String> emails = new TreeSet<>();
    private final Set<String> names = new TreeSet<>();

    private AuditErasure(UUID person) {
        this.person = person;
    }

    /// Erases a person from the log, in the transaction that erases them elsewhere.
    ///
    /// @param email their address, under which others may have invited them
    /// @param name by which they are called
    /// @return how many entries lost something
    public static long run(JdbcClient sql, UUID person, String email, String name, Instant now) {
        AuditErasure erasure = new AuditErasure(person);
        erasure.emails.add(email.toLowerCase(Locale.ROOT));
        erasure.names.add(name);
        each(sql, person, List.of(), row -> erasure.learn(row.entry()));
        long[] erased = {0};
        each(
                sql,
                person,
                List.copyOf(erasure.emails),
                row -> {
                    AuditEntry left = erasure.left(row.entry());
                    if (!left.equals(row.entry())) {
                        AuditStore.erase(sql, left, digest(left), now);
                        erased[0]++;
                    }
                });
        return erased[0];
    }

    /// SHA-256 of what is left of an entry.
    static byte[] digest(AuditEntry left) {
        return left.hash(NOTHING_BEFORE);
    }

    private static void each(
            JdbcClient sql, UUID person, Collection<String> words, Consumer<AuditStore.Row> visit) {
        long after = 0;
        List<AuditStore.Row> page;
        do {
            page = AuditStore.about(sql, person, words, after, PAGE_ROWS);
            page.forEach(visit);
            after = page.isEmpty() ? after : page.getLast().entry().seq();
        } while (page.size() == PAGE_ROWS);
    }

    /// Remembers the names and addresses that they had before.
    private void learn(AuditEntry entry) {
        if (!person.toString().equals(entry.subject())) {
            return;
        }
        for (String json : new @Nullable String[] {entry.before(), entry.after()}) {
            if (json != null && Json.tree(json) instanceof ObjectNode fields) {
                text(fields.get("email"))
                        .ifPresent(email -> emails.add(email.toLowerCase(Locale.ROOT)));
                text(fields.get("name")).ifPresent(names::add);
            }
        }
    }

    private static Optional<String> text(@Nullable JsonNode value) {
        return Optional.ofNullable(value).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    private AuditEntry left(AuditEntry entry) {
        boolean by = person.equals(entry.actor());
        boolean about = person.toString().equals(entry.subject());
        boolean theirs = by || (about && entry.actorKind().equals("NOBODY"));
        Pattern words = words(by || about);
        return new AuditEntry(
                entry.seq(),
                entry.at(),
                entry.actorKind(),
                entry.actor(),
                by ? ERASED : entry.actorName(),
                entry.action(),
                entry.realm(),
                entry.account(),
                entry.subject(),
                left(entry.before(), words, about),
                left(entry.after(), words, about),
                theirs ? "" : entry.address(),
                theirs ? "" : entry.agent(),
                entry.requestId());
    }

    /// Their addresses wherever they stand; their names as whole words, and only in what concerns
    /// them, since others may be called the same.
    private Pattern words(boolean concernsThem) {
        // The longest first: a name may be a part of one before it.
        String any =
                Stream.concat(emails.stream(), concernsThem ? names.stream() : Stream.empty())
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"));
        return Pattern.compile(
                "(?<![\\p{IsLatin}\\p{N}])(?:" + any + ")(?![\\p{IsLatin}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static @Nullable String left(@Nullable String json, Pattern words, boolean about) {
        if (json == null) {
            return null;
        }
        JsonNode tree = Json.tree(json);
        JsonNode left = left(tree, words, about);
        return left.equals(tree) ? json : Json.textOrNull(left);
    }

    private static JsonNode left(JsonNode node, Pattern words, boolean about) {
        return switch (node) {
            case ObjectNode fields -> {
                ObjectNode all = JsonNodeFactory.instance.objectNode();
                for (Map.Entry<String, JsonNode> field : fields.properties()) {
                    JsonNode value = field.getValue();
                    boolean tells = about && FIELDS.contains(field.getKey()) && value.isString();
                    all.set(field.getKey(), tells ? text(ERASED) : left(value, words, about));
                }
                yield all;
            }
            case ArrayNode elements -> {
                ArrayNode all = JsonNodeFactory.instance.arrayNode();
                elements.forEach(element -> all.add(left(element, words, about)));
                yield all;
            }
            default ->
                    node.isString()
                            ? text(words.matcher(node.stringValue()).replaceAll(ERASED))
                            : node;
        };
    }

    private static JsonNode text(String value) {
        return JsonNodeFactory.instance.stringNode(value);
    }
}
