package scrip.server.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scrip.core.ledger.Account;

/// Loads accounts: the newest usable snapshot, and the facts after it.
final class LoadStore {

    private static final Logger LOG = LoggerFactory.getLogger(LoadStore.class);

    /// How many rows of one account one round trip fetches.
    private static final int PAGE = 2_000;

    /// For each account the end of its log, its newest usable snapshot, and the number of its last
    /// fact by an instant.
    private static final String HEADS =
            """
            select q.place, a.account, a.next_due_at, s.seq, s.body, h.hash, h.line,
                last.fact
            from unnest(?, ?) with ordinality q (realm, id, place)
            join accounts a on a.realm = q.realm and a.id = q.id
            cross join lateral (
                select coalesce(fact_by(a.account, ?), %d) as fact
                offset 0) last
            left join lateral (
                select hash, line
                from log
                where account = a.account
                order by seq desc, line desc
                limit 1) h on true
            left join lateral (
                select seq, body
                from snapshots
                where realm = a.realm
                    and account = a.account
                    and core = ?
                    and seq <= last.fact
                    and ?
                order by seq desc
                limit 1) s on true
            """
                    .formatted(Long.MAX_VALUE);

    private final Connection connection;
    private final String core;

    public LoadStore(Connection connection, String core) {
        this.connection = connection;
        this.core = core;
    }

    /// The current accounts, including those that do not exist.
    Map<Ref, CommittedAccount> load(Collection<Ref> refs) throws SQLException {
        return load(refs, null, true);
    }

    /// An account as its facts had left it at an instant, that instant included.
    CommittedAccount loadAsOf(Ref ref, Instant asOf) throws SQLException {
        return one(ref, asOf, true);
    }

    /// An account rebuilt by replaying all its facts, without any snapshot.
    CommittedAccount replay(Ref ref) throws SQLException {
        return one(ref, null, false);
    }

    private CommittedAccount one(Ref ref, @Nullable Instant asOf, boolean snapshots)
            throws SQLException {
        CommittedAccount standing = load(List.of(ref), asOf, snapshots).get(ref);
        if (standing == null) {
            throw new IllegalStateException("not loaded: " + ref);
        }
        return standing;
    }

    private Map<Ref, CommittedAccount> load(
            Collection<Ref> refs, @Nullable Instant asOf, boolean snapshots) throws SQLException {
        List<Ref> asked = List.copyOf(refs);
        Map<Ref, CommittedAccount> loaded = new LinkedHashMap<>();
        for (Ref ref : asked) {
            loaded.put(ref, new CommittedAccount(0, Account.none(ref.id()), LogHead.NONE, null, 0));
        }
        Map<Long, Long> lastFacts = new HashMap<>();
        heads(asked, asOf, snapshots, loaded, lastFacts);
        Map<Long, Ref> growing = new HashMap<>();
        loaded.forEach((ref, standing) -> {
            if (standing.number() != 0) {
                growing.put(standing.number(), ref);
            }
        });
        while (!growing.isEmpty()) {
            replayPage(growing, lastFacts, loaded);
        }
        return loaded;
    }

    /// Loads the ends of their logs and the newest usable snapshots.
    ///
    /// @param lastFacts takes the number of the last fact by the instant, by account
    private void heads(
            List<Ref> asked,
            @Nullable Instant asOf,
            boolean snapshots,
            Map<Ref, CommittedAccount> loaded,
            Map<Long, Long> lastFacts)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HEADS)) {
            PGConnection pg = connection.unwrap(PGConnection.class);
            int[] realms = asked.stream().mapToInt(Ref::realm).toArray();
            String[] ids = asked.stream().map(r -> r.id().value()).toArray(String[]::new);
            statement.setArray(1, pg.createArrayOf("int4", realms));
            statement.setArray(2, pg.createArrayOf("text", ids));
            statement.setObject(3, timestamp(asOf), Types.TIMESTAMP_WITH_TIMEZONE);
            statement.setString(4, core);
            statement.setBoolean(5, snapshots);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Ref ref = asked.get(row.getInt(1) - 1);
                    Account account = snapshot(ref, row.getLong(4), row.getBytes(5));
                    lastFacts.put(row.getLong(2), row.getLong(8));
                    loaded.put(
                            ref,
                            new CommittedAccount(
                                    row.getLong(2),
                                    account,
                                    new LogHead(
                                            Digest.of(row.getObject(6, UUID.class)), row.getInt(7)),
                                    Stored.instant(row, 3),
                                    account.seq()));
                }
            }
        }
    }

    /// The account in a snapshot; an empty account if the snapshot cannot be read, since all facts
    /// can be replayed.
    private static Account snapshot(Ref ref, long seq, byte @Nullable [] body) {
        if (body == null) {
            return Account.none(ref.id());
        }
        try {
            return SnapshotForm.account(body);
        } catch (IllegalArgumentException unreadable) {
            LOG.warn("snapshot {} of {} cannot be read: replaying all facts", seq, ref, unreadable);
            return Account.none(ref.id());
        }
    }

    /// Applies the next page of facts to each account, and drops the accounts that have no more.
    ///
    /// @param lastFacts the number of the last fact to be applied, by account
    private void replayPage(
            Map<Long, Ref> growing, Map<Long, Long> lastFacts, Map<Ref, CommittedAccount> loaded)
            throws SQLException {
        Map<Long, Integer> counts = new HashMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select %s
                        from unnest(?, ?, ?) q (account, seq, last)
                        cross join lateral (
                            select *
                            from log
                            where log.account = q.account
                                and log.seq > q.seq
                                and log.line = 0
                                and log.seq <= q.last
                            order by log.seq
                            limit ?) l
                        order by l.account, l.seq
                        """
                                .formatted(Replay.COLUMNS))) {
            PGConnection pg = connection.unwrap(PGConnection.class);
            long[] numbers = growing.keySet().stream().mapToLong(n -> n).toArray();
            long[] seqs = new long[numbers.length];
            long[] last = new long[numbers.length];
            for (int at = 0; at < numbers.length; at++) {
                last[at] = lastFacts.getOrDefault(numbers[at], 0L);
                seqs[at] = standing(growing, loaded, numbers[at]).account().seq();
            }
            statement.setArray(1, pg.createArrayOf("int8", numbers));
            statement.setArray(2, pg.createArrayOf("int8", seqs));
            statement.setArray(3, pg.createArrayOf("int8", last));
            statement.setInt(4, PAGE);
            try (ResultSet row = statement.executeQuery()) {
                Replay replay = new Replay(row);
                while (row.next()) {
                    long number = replay.number();
                    CommittedAccount before = standing(growing, loaded, number);
                    Account after = replay.applied(before.account());
                    loaded.put(ref(growing, number), before.grown(after));
                    counts.merge(number, 1, Integer::sum);
                }
            }
        }
        growing.keySet().removeIf(number -> counts.getOrDefault(number, 0) < PAGE);
    }

    private static Ref ref(Map<Long, Ref> growing, long number) {
        Ref ref = growing.get(number);
        if (ref == null) {
            throw new IllegalStateException("facts of another account: " + number);
        }
        return ref;
    }

    private static CommittedAccount standing(
            Map<Long, Ref> growing, Map<Ref, CommittedAccount> loaded, long number) {
        CommittedAccount standing = loaded.get(ref(growing, number));
        if (standing == null) {
            throw new IllegalStateException("facts of another account: " + number);
        }
        return standing;
    }

    /// An instant as a `timestamptz`.
    private static @Nullable OffsetDateTime timestamp(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
