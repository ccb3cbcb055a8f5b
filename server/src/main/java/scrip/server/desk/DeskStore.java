package scrip.server.desk;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Subject;
import scrip.core.organization.OrganizationId;
import scrip.core.standing.Waiting;
import scrip.server.database.Database;
import scrip.server.http.Forms;
import scrip.server.ledger.SubjectText;

/// Finds what waits across all organizations through an index, without reading any account.
final class DeskStore {

    private final Database database;

    DeskStore(Database database) {
        this.database = database;
    }

    /// A position in a list, the most urgent first.
    ///
    /// @param due null if nothing is due
    record Cursor(@Nullable Instant due, long account, Subject subject) {

        private static final int PARTS = 3;

        @Override
        public String toString() {
            return (due == null ? "" : due) + "_" + account + "_" + SubjectText.of(subject);
        }

        static @Nullable Cursor of(String text) {
            String[] parts = text.split("_", PARTS);
            boolean anyDue = !parts[0].isEmpty();
            Instant due = anyDue ? Forms.instant(parts[0]) : null;
            return parts.length < PARTS || (anyDue && due == null)
                    ? null
                    : new Cursor(due, Long.parseLong(parts[1]), SubjectText.read(parts[2]));
        }
    }

    /// Something that waits.
    record Row(OrganizationId organization, Cursor place) {

        Subject subject() {
            return place.subject();
        }
    }

    /// How many subjects of each kind wait.
    Map<Waiting.Kind, Long> counts(int realm, Instant now) {
        Map<Waiting.Kind, Long> counts = new EnumMap<>(Waiting.Kind.class);
        database.readAll(sql ->
                        sql.sql(
                                        """
                                        select kind, count(*)
                                        from waits
                                        where realm = :realm
                                            and kind = any (:kinds)
                                            and from_at <= :now
                                            and (until_at is null or until_at > :now)
                                        group by kind
                                        """)
                                .param("realm", realm)
                                .param("kinds", Section.kinds())
                                .param("now", now)
                                .query((row, _) ->
                                        Map.entry(
                                                Waiting.Kind.valueOf(row.getString(1)),
                                                row.getLong(2)))
                                .list())
                .forEach(e -> counts.put(e.getKey(), e.getValue()));
        return counts;
    }

    /// The subjects of one kind that wait at an instant, the most urgent first.
    ///
    /// @param search a part of the id or name of the organization; null for all
    /// @param after null: from the first
    List<Row> page(
            int realm,
            Waiting.Kind kind,
            Instant now,
            @Nullable String search,
            @Nullable Cursor after,
            int most) {
        Instant due = after == null ? null : after.due();
        return database.readAll(sql ->
                sql.sql(
                                """
                                select a.id, nullif(w.due_at, 'infinity'), w.account, w.subject
                                from waits w
                                join accounts a using (realm, account)
                                where w.realm = :realm
                                    and w.kind = :kind
                                    and w.from_at <= :now
                                    and (w.until_at is null or w.until_at > :now)
                                    and (w.due_at, w.account, w.subject) > (
                                        coalesce(
                                            cast(:due as timestamptz),
                                            case when :first
                                                then timestamptz '-infinity'
                                                else timestamptz 'infinity' end),
                                        :account, :subject)
                                    and (cast(:search as text) is null
                                        or strpos(lower(a.name), lower(:search)) > 0
                                        or strpos(a.id, lower(:search)) > 0)
                                order by w.due_at, w.account, w.subject
                                limit :most
                                """)
                        .param("realm", realm)
                        .param("kind", kind)
                        .param("now", now)
                        .param("due", due)
                        .param("first", after == null)
                        .param("account", after == null ? 0 : after.account())
                        .param("subject", after == null ? "" : SubjectText.of(after.subject()))
                        .param("search", search)
                        .param("most", most)
                        .query((row, _) -> {
                            OffsetDateTime at = row.getObject(2, OffsetDateTime.class);
                            return new Row(
                                    new OrganizationId(row.getString(1)),
                                    new Cursor(
                                            at == null ? null : at.toInstant(),
                                            row.getLong(3),
                                            SubjectText.read(row.getString(4))));
                        })
                        .list());
    }
}
