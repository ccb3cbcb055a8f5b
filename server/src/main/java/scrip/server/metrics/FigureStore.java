package scrip.server.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.core.order.Order;
import scrip.core.standing.Waiting;
import scrip.server.database.Database;
import scrip.server.ledger.Realm;

/// Reads figures about all accounts of the live realm, through indexes and without reading any
/// account.
final class FigureStore {

    private static final String DUE =
            """
            select min(next_due_at)
            from accounts
            where realm = :realm
                and next_due_at <= :now
            """;

    private static final String ACTIVATE_BY =
            """
            select min(due_at)
            from waits
            where realm = :realm
                and kind = 'APPROVAL'
                and due_at < 'infinity'
                and from_at <= :now
            """;

    private final Database database;

    FigureStore(Database database) {
        this.database = database;
    }

    /// What is read at one time.
    ///
    /// @param deadlineLag for how long the account that is due longest has been due
    /// @param waits how many subjects of each kind wait for somebody or are owed
    /// @param arrears accounts that owe something
    /// @param suspended accounts of which something is suspended
    /// @param activation how long ago the oldest order was paid that is not activated
    /// @param headAt when the last checkpoint was made; null before the first
    record Figures(
            Duration deadlineLag,
            Map<Waiting.Kind, Long> waits,
            long arrears,
            long suspended,
            Duration activation,
            @Nullable Instant headAt) {}

    Figures read(Realm live, Instant now) {
        return database.readAll(sql -> {
            Instant due = earliest(sql, DUE, live, now);
            Instant activateBy = earliest(sql, ACTIVATE_BY, live, now);
            return new Figures(
                    since(due, now),
                    waits(sql, live, now),
                    accounts(sql, Waiting.Kind.DEBT, live, now),
                    accounts(sql, Waiting.Kind.SUSPENDED, live, now),
                    activateBy == null
                            ? Duration.ZERO
                            : since(activateBy.minus(Order.ACTIVATION_WITHIN), now),
                    instant(sql.sql("select max(at) from checkpoints")));
        });
    }

    private static Duration since(@Nullable Instant then, Instant now) {
        return then == null || then.isAfter(now) ? Duration.ZERO : Duration.between(then, now);
    }

    private static @Nullable Instant earliest(
            JdbcClient sql, String query, Realm live, Instant now) {
        return instant(sql.sql(query).param("realm", live.number()).param("now", now));
    }

    /// The one instant that a query answers; null if it answers null.
    private static @Nullable Instant instant(JdbcClient.StatementSpec query) {
        OffsetDateTime at =
                query.query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                        .single()
                        .orElse(null);
        return at == null ? null : at.toInstant();
    }

    private static Map<Waiting.Kind, Long> waits(JdbcClient sql, Realm live, Instant now) {
        List<Waiting.Kind> kinds = new ArrayList<>(List.of(Waiting.Kind.values()));
        kinds.removeAll(Waiting.Kind.OF_ITEMS);
        Map<Waiting.Kind, Long> counts = new EnumMap<>(Waiting.Kind.class);
        kinds.forEach(kind -> counts.put(kind, 0L));
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
                .param("realm", live.number())
                .param("kinds", kinds)
                .param("now", now)
                .query((row, _) ->
                        counts.put(Waiting.Kind.valueOf(row.getString(1)), row.getLong(2)))
                .list();
        return counts;
    }

    private static long accounts(JdbcClient sql, Waiting.Kind kind, Realm live, Instant now) {
        return sql.sql(
                        """
                        select count(distinct account)
                        from waits
                        where realm = :realm
                            and kind = :kind
                            and from_at <= :now
                            and (until_at is null or until_at > :now)
                        """)
                .param("realm", live.number())
                .param("kind", kind)
                .param("now", now)
                .query(Long.class)
                .single();
    }
}
