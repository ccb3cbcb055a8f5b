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

    /// How many of each kind wait, of how many accounts, and when the first of them is due.
    private static final String WAITS =
            """
            select kind, count(*), count(distinct account), nullif(min(due_at), 'infinity')
            from waits
            where realm = :realm
                and kind = any (:kinds)
                and from_at <= :now
                and (until_at is null or until_at > :now)
            group by kind
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

    /// What waits of one kind.
    ///
    /// @param due when the first of them is due; null if none ever is
    private record Waits(long count, long accounts, @Nullable Instant due) {
        static final Waits NONE = new Waits(0, 0, null);
    }

    Figures read(Realm live, Instant now) {
        return database.readAll(sql -> {
            Instant due = instant(sql.sql(DUE).param("realm", live.number()).param("now", now));
            Map<Waiting.Kind, Waits> waits = waits(sql, live, now);
            Map<Waiting.Kind, Long> counts = new EnumMap<>(Waiting.Kind.class);
            waits.forEach((kind, of) -> counts.put(kind, of.count()));
            Instant activateBy = of(waits, Waiting.Kind.APPROVAL).due();
            return new Figures(
                    since(due, now),
                    counts,
                    of(waits, Waiting.Kind.DEBT).accounts(),
                    of(waits, Waiting.Kind.SUSPENDED).accounts(),
                    activateBy == null
                            ? Duration.ZERO
                            : since(activateBy.minus(Order.ACTIVATION_WITHIN), now),
                    instant(sql.sql("select max(at) from checkpoints")));
        });
    }

    private static Waits of(Map<Waiting.Kind, Waits> waits, Waiting.Kind kind) {
        return waits.getOrDefault(kind, Waits.NONE);
    }

    private static Duration since(@Nullable Instant then, Instant now) {
        return then == null || then.isAfter(now) ? Duration.ZERO : Duration.between(then, now);
    }

    /// The one instant that a query answers; null if it answers null.
    private static @Nullable Instant instant(JdbcClient.StatementSpec query) {
        OffsetDateTime at =
                query.query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                        .single()
                        .orElse(null);
        return instant(at);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /// What waits now, of each kind that waits for somebody or is owed.
    private static Map<Waiting.Kind, Waits> waits(JdbcClient sql, Realm live, Instant now) {
        List<Waiting.Kind> kinds = new ArrayList<>(List.of(Waiting.Kind.values()));
        kinds.removeAll(Waiting.Kind.OF_ITEMS);
        Map<Waiting.Kind, Waits> waits = new EnumMap<>(Waiting.Kind.class);
        kinds.forEach(kind -> waits.put(kind, Waits.NONE));
        sql.sql(WAITS)
                .param("realm", live.number())
                .param("kinds", kinds)
                .param("now", now)
                .query((row, _) ->
                        waits.put(
                                Waiting.Kind.valueOf(row.getString(1)),
                                new Waits(
                                        row.getLong(2),
                                        row.getLong(3),
                                        instant(row.getObject(4, OffsetDateTime.class)))))
                .list();
        return waits;
    }
}
