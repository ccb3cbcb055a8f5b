package scrip.server.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Memory;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Draw;
import scrip.core.pack.Draws;
import scrip.core.pack.PoolKey;
import scrip.core.pack.UseDraw;

/// Queries of a decision into an account's past that is too large to be kept in its state.
final class PastStore {

    private final Connection connection;

    PastStore(Connection connection) {
        this.connection = connection;
    }

    /// The use booked under a key. Most uses are found by the key of their command; those booked by
    /// the vendor's decision have an index of their own.
    Memory.@Nullable BookedUse use(Ref ref, long account, String key) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        with booked as (
                            select seq, resource, storage_years, subject_text, quantity
                            from log
                            where account = ?
                                and key = ?
                                and quantity is not null
                                and use_key is null
                            union all
                            select seq, resource, storage_years, subject_text, quantity
                            from log
                            where account = ?
                                and use_key = ?
                        )
                        select seq, resource, storage_years, subject_text,
                            quantity - coalesce((
                                select sum(c.units)
                                from corrections c
                                where c.realm = ?
                                    and c.account = ?
                                    and c.use = booked.seq), 0)
                        from booked
                        """)) {
            statement.setLong(1, account);
            statement.setObject(2, Digest.of(key).toUuid());
            statement.setLong(3, account);
            statement.setString(4, key);
            statement.setInt(5, ref.realm());
            statement.setLong(6, account);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Memory.BookedUse(
                                row.getLong(1),
                                new PoolKey(ItemId.of(row.getString(2)), row.getInt(3)),
                                row.getString(4),
                                row.getLong(5))
                        : null;
            }
        }
    }

    /// @param organization that asked for the hold; null for any
    boolean isHold(long account, Digest key, @Nullable OrganizationId organization)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select 1
                        from log
                        where account = ?
                            and key = ?
                            and command = 'HoldUnits'
                            and coalesce(? = body -> 'command' ->> 'organization', true)
                        """)) {
            statement.setLong(1, account);
            statement.setObject(2, key.toUuid());
            statement.setString(3, organization == null ? null : organization.value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /// How often a subject was freed (R16).
    int timesFreed(long account, Digest subject) {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select coalesce(max(times), 0)
                        from freed_subjects
                        where account = ? and subject = ?
                        """)) {
            statement.setLong(1, account);
            statement.setObject(2, subject.toUuid());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    /// The draws of a use that have not been given back. The use's own movement has its sequence
    /// number; later movements have an index.
    List<Draw> drawsOf(long account, long use) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        with moved as (
                            select pack, seq, line, from_book, units
                            from postings
                            where account = ? and seq = ? and use = seq
                            union all
                            select pack, seq, line, from_book, units
                            from other_postings
                            where account = ? and use = ? and use <> seq
                        )
                        select pack, from_book = 'USED', units
                        from moved
                        where pack is not null
                        order by seq, line
                        """)) {
            for (int half = 0; half < 2; half++) {
                statement.setLong(half * 2 + 1, account);
                statement.setLong(half * 2 + 2, use);
            }
            Draws draws = new Draws();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getBoolean(2)) {
                        draws.giveBack(rows.getLong(1), rows.getLong(3));
                    } else {
                        draws.draw(rows.getLong(1), rows.getLong(3));
                    }
                }
            }
            return draws.toList();
        }
    }

    /// The draws on packs that have not been given back, by use. This scans every posting since the
    /// first was issued: payments are rarely recalled, and an index would slow down every use.
    List<UseDraw> drawsOn(long account, SortedSet<Long> packs) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select use, pack,
                            sum(case
                                when to_book in ('USED', 'ARREARS') then units
                                when from_book = 'USED' then -units
                                else 0 end) as drawn
                        from postings
                        where account = ?
                            and seq >= ?
                            and pack = any(?)
                            and use is not null
                        group by use, pack
                        having sum(case
                            when to_book in ('USED', 'ARREARS') then units
                            when from_book = 'USED' then -units
                            else 0 end) > 0
                        order by use, pack
                        """)) {
            statement.setLong(1, account);
            statement.setLong(2, packs.first());
            statement.setArray(3, connection.createArrayOf("int8", packs.toArray()));
            List<UseDraw> draws = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    draws.add(new UseDraw(rows.getLong(1), rows.getLong(2), rows.getLong(3)));
                }
            }
            return List.copyOf(draws);
        }
    }
}
