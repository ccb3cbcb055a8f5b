package scrip.server.organization;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.core.standing.AccountStanding;
import scrip.core.standing.Waiting;
import scrip.server.database.Database;
import scrip.server.database.Records;

/// Reads the list of organizations.
final class OrganizationStore {

    private final Database database;

    OrganizationStore(Database database) {
        this.database = database;
    }

    /// How organizations are sorted.
    enum Sort {
        ID,
        NAME,
        NEWEST
    }

    /// Which organizations to list; null means any.
    ///
    /// @param search a part of the name or id
    /// @param after the id behind which the page begins; null: from the first
    record Filter(
            @Nullable String search,
            @Nullable OrganizationKind kind,
            @Nullable AccountStanding standing,
            @Nullable Sort sort,
            @Nullable String after) {}

    /// One organization of the list.
    record Row(String id, String kind, String name, Instant since, AccountStanding standing) {}

    /// An organization with the kinds of what waits now.
    private record Found(
            String id, String kind, String name, Instant since, Set<Waiting.Kind> kinds) {

        Row row() {
            return new Row(id, kind, name, since, AccountStanding.of(kinds));
        }
    }

    /// The kinds of what waits for an organization now, of those in question.
    private static final String WAITS =
            """
            (
                select distinct w.kind
                from waits w
                where w.realm = a.realm
                    and w.account = a.account
                    and w.kind = any (:%s)
                    and w.from_at <= :now
                    and (w.until_at is null or w.until_at > :now))
            """;

    /// The organizations with the kinds of what waits now that say how each stands
    /// (`AccountStanding`).
    private static final String COLUMNS =
            """
            select a.id, a.kind, a.name, a.opened_at as since, array%s as kinds
            from accounts a
            where a.realm = :realm
                and (cast(:kind as text) is null or a.kind = :kind)
                and (cast(:search as text) is null
                    or strpos(lower(a.name), lower(:search)) > 0
                    or strpos(a.id, lower(:search)) > 0)
            """
                    .formatted(WAITS.formatted("owed"));

    private static final String BY_ID =
            """
                and a.id > coalesce(:after, '')
            order by a.id
            limit :most
            """;

    private static final String BY_NAME =
            """
                and (cast(:after as text) is null
                    or (a.name, a.id) > (
                        select l.name, l.id from accounts l
                        where l.realm = :realm and l.id = :after))
            order by a.name, a.id
            limit :most
            """;

    private static final String NEWEST =
            """
                and (cast(:after as text) is null
                    or (a.opened_at, a.id) < (
                        select l.opened_at, l.id from accounts l
                        where l.realm = :realm and l.id = :after))
            order by a.opened_at desc, a.id desc
            limit :most
            """;

    /// The organizations of a realm.
    List<Row> page(int realm, Filter filter, Instant now, int most) {
        return database.readAll(sql -> rows(sql, realm, filter, now, most));
    }

    /// The organizations of a realm, limited to some accounts.
    List<Row> pageOf(List<Long> accounts, int realm, Filter filter, Instant now, int most) {
        return database.read(accounts, sql -> rows(sql, realm, filter, now, most));
    }

    /// The names of organizations of a realm.
    SortedMap<String, String> names(int realm, Collection<OrganizationId> ids) {
        SortedMap<String, String> names = new TreeMap<>();
        if (ids.isEmpty()) {
            return names;
        }
        database.readAll(sql ->
                        sql.sql(
                                        "select id, name from accounts where realm = :realm and id = any (:ids)")
                                .param("realm", realm)
                                .param("ids", ids)
                                .query((row, _) -> List.of(row.getString(1), row.getString(2)))
                                .list())
                .forEach(row -> names.put(row.getFirst(), row.getLast()));
        return names;
    }

    private static List<Row> rows(JdbcClient sql, int realm, Filter filter, Instant now, int most) {
        AccountStanding wanted = filter.standing();
        String standing =
                switch (wanted) {
                    case GOOD -> " and not exists " + WAITS.formatted("kinds");
                    case ARREARS, SUSPENDED -> " and exists " + WAITS.formatted("kinds");
                    case null -> "";
                };
        String order =
                switch (filter.sort()) {
                    case NAME -> BY_NAME;
                    case NEWEST -> NEWEST;
                    case ID -> BY_ID;
                    case null -> BY_ID;
                };
        return sql
                .sql(COLUMNS + standing + order)
                .param("realm", realm)
                .params(Records.parameters(filter))
                .param("now", now)
                .param("owed", AccountStanding.GOOD.kinds())
                .param("kinds", wanted == null ? Set.of() : wanted.kinds())
                .param("most", most)
                .query(Records.of(Found.class))
                .stream()
                .map(Found::row)
                .toList();
    }
}
