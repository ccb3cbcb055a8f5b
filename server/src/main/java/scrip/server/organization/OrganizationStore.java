package scrip.server.organization;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Database;

/// Reads the list of organizations.
final class OrganizationStore {

    private final Database database;

    OrganizationStore(Database database) {
        this.database = database;
    }

    /// One organization of the list.
    record Row(String id, String kind, String name) {}

    /// The organizations of a realm behind an id, in the order of their ids.
    ///
    /// @param search a part of the name or id; null: all
    List<Row> page(int realm, @Nullable String search, String after, int most) {
        return database.audit(sql -> rows(sql, realm, search, after, most));
    }

    /// The same of some accounts alone.
    List<Row> pageOf(
            List<Long> accounts, int realm, @Nullable String search, String after, int most) {
        return database.read(accounts, sql -> rows(sql, realm, search, after, most));
    }

    /// The names of organizations of a realm.
    SortedMap<String, String> names(int realm, Collection<OrganizationId> ids) {
        SortedMap<String, String> names = new TreeMap<>();
        if (ids.isEmpty()) {
            return names;
        }
        database.audit(sql ->
                        sql.sql(
                                        "select id, name from accounts where realm = :realm and id in (:ids)")
                                .param("realm", realm)
                                .param("ids", ids.stream().map(OrganizationId::value).toList())
                                .query((row, _) -> List.of(row.getString(1), row.getString(2)))
                                .list())
                .forEach(row -> names.put(row.getFirst(), row.getLast()));
        return names;
    }

    private static List<Row> rows(
            JdbcClient sql, int realm, @Nullable String search, String after, int most) {
        return sql.sql(
                        """
                        select id, lower(kind) as kind, name
                        from accounts
                        where realm = :realm
                            and id > :after
                            and (:search::text is null
                                or strpos(lower(name), lower(:search)) > 0
                                or strpos(id, lower(:search)) > 0)
                        order by id
                        limit :most
                        """)
                .param("realm", realm)
                .param("after", after)
                .param("search", search)
                .param("most", most)
                .query((row, _) -> new Row(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }
}
