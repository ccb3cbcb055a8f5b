package scrip.server.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /// Before the name of whoever asked, where somebody else was named; see `Call.by`.
    private static final String ENTERED = "(entered by ";

    private final UUID person;
    private final Set<String> emails;
    private final Set<String> names;

    /// The last entry that was read.
    private final long read;

    /// Entries that may lose something, up to the last that was read.
    private final List<Long> seqs;

    private AuditErasure(
            UUID person, Set<String> emails, Set<String> names, long read, List<Long> seqs) {
        this.person = person;
        this.emails = emails;
        this.names = names;
        this.read = read;
        this.seqs = seqs;
    }

    /// Gathers what there is to erase. It reads the whole log, so nobody waits for it: what comes
    /// meanwhile is read by the erasure itself.
    ///
    /// @param email their address, under which others may have invited them
    /// @param name by which they are called
    public static AuditErasure gathered(JdbcClient sql, UUID person, String email, String name) {
        long read = AuditStore.head(sql).seq();
        Set<String> emails = new TreeSet<>(Set.of(email.toLowerCase(Locale.ROOT)));
        Set<String> names = new TreeSet<>(Set.of(name));
        learn(sql, person, 0, emails, names);
        return new AuditErasure(
                person, emails, names, read, AuditStore.mentions(sql, person, emails, 0));
    }

    /// Erases the person from the log, in the transaction that erases them elsewhere.
    ///
    /// @return how many entries lost something
    public long run(JdbcClient sql, Instant now) {
        AuditErasure all = upToNow(sql);
        Pattern addresses = all.addresses();
        long erased = 0;
        for (int from = 0; from < all.seqs.size(); from += PAGE_ROWS) {
            List<Long> page = all.seqs.subList(from, Math.min(from + PAGE_ROWS, all.seqs.size()));
            for (AuditStore.Row row : AuditStore.numbered(sql, page)) {
                AuditEntry left = all.left(row.entry(), addresses);
                if (!left.equals(row.entry())) {
                    AuditStore.erase(sql, left, digest(left), now);
                    erased++;
                }
            }
        }
        return erased;
    }

    /// The same with entries that came after it was gathered. An address that they tell of may
    /// stand anywhere.
    private AuditErasure upToNow(JdbcClient sql) {
        Set<String> allEmails = new TreeSet<>(emails);
        Set<String> allNames = new TreeSet<>(names);
        learn(sql, person, read, allEmails, allNames);
        boolean moved = !allEmails.equals(emails);
        List<Long> all = new ArrayList<>(moved ? List.of() : seqs);
        all.addAll(AuditStore.mentions(sql, person, allEmails, moved ? 0 : read));
        return new AuditErasure(person, allEmails, allNames, AuditStore.head(sql).seq(), all);
    }

    /// SHA-256 of what is left of an entry.
    static byte[] digest(AuditEntry left) {
        return left.hash(NOTHING_BEFORE);
    }

    /// Remembers the names and addresses that they had before.
    private static void learn(
            JdbcClient sql, UUID person, long behind, Set<String> emails, Set<String> names) {
        long after = behind;
        List<AuditStore.Row> page;
        do {
            page = AuditStore.about(sql, person, List.of(), after, PAGE_ROWS);
            for (AuditStore.Row row : page) {
                after = row.entry().seq();
                if (person.toString().equals(row.entry().subject())) {
                    learn(row.entry().before(), emails, names);
                    learn(row.entry().after(), emails, names);
                }
            }
        } while (page.size() == PAGE_ROWS);
    }

    private static void learn(@Nullable String json, Set<String> emails, Set<String> names) {
        if (json != null && Json.tree(json) instanceof ObjectNode fields) {
            text(fields.get("email"))
                    .ifPresent(email -> emails.add(email.toLowerCase(Locale.ROOT)));
            text(fields.get("name")).ifPresent(names::add);
        }
    }

    private AuditEntry left(AuditEntry entry, Pattern addresses) {
        String subject = entry.subject();
        boolean byAddress = subject != null && emails.contains(subject.toLowerCase(Locale.ROOT));
        boolean by = person.equals(entry.actor());
        boolean about = byAddress || person.toString().equals(subject);
        boolean theirs = by || (about && entry.actorKind().equals("NOBODY"));
        Words words = new Words(addresses, by || about ? names : Set.of(), about);
        return new AuditEntry(
                entry.seq(),
                entry.at(),
                entry.actorKind(),
                entry.actor(),
                by ? ERASED : entry.actorName(),
                entry.action(),
                entry.realm(),
                entry.account(),
                byAddress ? person.toString() : subject,
                words.left(entry.before()),
                words.left(entry.after()),
                theirs ? "" : entry.address(),
                theirs ? "" : entry.agent(),
                entry.requestId());
    }

    /// Their addresses wherever they stand, but not where one is a part of somebody else's. Chinese
    /// is written without spaces, so its characters may stand beside an address.
    private Pattern addresses() {
        String any = emails.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile(
                "(?<![[\\p{L}&&[^\\p{IsHan}]]\\p{N}._%+-])(?<![\\p{L}\\p{N}]')(?:"
                        + any
                        + ")(?![[\\p{L}&&[^\\p{IsHan}]]\\p{N}_-]|\\.[\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static Optional<String> text(@Nullable JsonNode value) {
        return Optional.ofNullable(value).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    /// What is taken out of the state before or after a change. Anybody can be called anything,
    /// also like a role, an amount or a key, so names are taken out only where they say who did
    /// something.
    ///
    /// @param names none if others may be meant who are called the same
    /// @param about whether the person is the subject
    private record Words(Pattern addresses, Set<String> names, boolean about) {

        @Nullable String left(@Nullable String json) {
            if (json == null) {
                return null;
            }
            JsonNode tree = Json.tree(json);
            JsonNode left = left(tree, "");
            return left.equals(tree) ? json : Json.textOrNull(left);
        }

        private JsonNode left(JsonNode node, String field) {
            return switch (node) {
                case ObjectNode fields -> {
                    ObjectNode all = JsonNodeFactory.instance.objectNode();
                    for (Map.Entry<String, JsonNode> one : fields.properties()) {
                        all.set(one.getKey(), left(one.getValue(), one.getKey()));
                    }
                    yield all;
                }
                case ArrayNode elements -> {
                    ArrayNode all = JsonNodeFactory.instance.arrayNode();
                    elements.forEach(element -> all.add(left(element, field)));
                    yield all;
                }
                default ->
                        node.isString()
                                ? JsonNodeFactory.instance.stringNode(
                                        left(node.stringValue(), field))
                                : node;
            };
        }

        private String left(String value, String field) {
            boolean whose = field.equals("by") || field.endsWith("_by");
            if ((about && FIELDS.contains(field))
                    || (whose && names.stream().anyMatch(value::equalsIgnoreCase))) {
                return ERASED;
            }
            String left = addresses.matcher(value).replaceAll(ERASED);
            for (String name : names) {
                left = left.replace(ENTERED + name + ")", ENTERED + ERASED + ")");
            }
            return left;
        }
    }
}
