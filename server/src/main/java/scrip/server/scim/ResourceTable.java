package scrip.server.scim;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Records;

/// The table of one kind of resources.
///
/// @param key the column of the id, also in `directory_members`
/// @param name the column of the name, whose case does not count
/// @param columns what a record of the type is made of
record ResourceTable<T extends Record>(
        Class<T> type, String table, String key, String name, String columns) {

    Optional<T> one(JdbcClient sql, UUID provider, UUID id) {
        return where(sql, provider, key + " = :id")
                .param("id", id)
                .query(Records.of(type))
                .optional();
    }

    /// Those of these ids that the directory has.
    List<T> those(JdbcClient sql, UUID provider, List<UUID> ids) {
        return where(sql, provider, key + " = any (cast(:ids as uuid[]))\norder by " + key)
                .param("ids", ids)
                .query(Records.of(type))
                .list();
    }

    /// Some that meet a condition, oldest first.
    List<T> page(JdbcClient sql, UUID provider, FilterSql.Condition condition, Span span) {
        String rest = condition.sql() + "\norder by " + key + "\noffset :offset\nlimit :most";
        return where(sql, provider, rest)
                .params(condition.parameters())
                .param("offset", span.start() - 1)
                .param("most", span.count())
                .query(Records.of(type))
                .list();
    }

    /// Those of a directory, as far as a condition begins what is asked for.
    JdbcClient.StatementSpec where(JdbcClient sql, UUID provider, String rest) {
        return sql.sql(
                        """
                        select %s
                        from %s
                        where provider = :provider
                            and %s
                        """
                                .formatted(columns, table, rest))
                .param("provider", provider);
    }

    long count(JdbcClient sql, UUID provider, FilterSql.Condition condition) {
        return sql.sql(
                        """
                        select count(*)
                        from %s
                        where provider = :provider
                            and %s
                        """
                                .formatted(table, condition.sql()))
                .param("provider", provider)
                .params(condition.parameters())
                .query(Long.class)
                .single();
    }

    /// Whether another one of the directory has the name, or the directory's own id.
    boolean isTaken(
            JdbcClient sql,
            UUID provider,
            String wanted,
            @Nullable String externalId,
            @Nullable UUID but) {
        return sql.sql(
                        """
                        select exists (
                            select from %s
                            where provider = :provider
                                and %s is distinct from cast(:but as uuid)
                                and (lower(%s) = lower(:name)
                                    or external_id = cast(:externalId as text)))
                        """
                                .formatted(table, key, name))
                .param("provider", provider)
                .param("but", but)
                .param("name", wanted)
                .param("externalId", externalId)
                .query(Boolean.class)
                .single();
    }

    void remove(JdbcClient sql, UUID id) {
        for (String from : List.of("directory_members", table)) {
            sql.sql("delete from %s where %s = :id".formatted(from, key)).param("id", id).update();
        }
    }
}
