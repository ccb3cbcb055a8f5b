package scrip.server.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import scrip.server.database.Acknowledged;

/// Writes batches on the writer's own connection.
final class WriteStore {

    private static final String CALL =
            """
            select what, account, digest, freed
            from write_batch(?, ?, ?, ?, ?, ?, ?::json)
            """;
    private static final String BY_KEY =
            """
            select %s
            from unnest(?, ?) q (account, key)
            join log l on l.account = q.account and l.key = q.key
            """
                    .formatted(LogReader.COLUMNS);

    private final Connection connection;
    private final FailPoint failPoint;
    private final LogRows.Types types;

    WriteStore(Connection connection, FailPoint failPoint) throws SQLException {
        this.connection = connection;
        this.failPoint = failPoint;
        this.types = LogRows.Types.of(connection);
    }

    /// No rows yet.
    Rows rows() {
        return new Rows(types);
    }

    /// Writes and commits a batch in one round trip. If a key or subject it assumed to be new
    /// exists, nothing is written.
    Conflicts write(long epoch, Rows rows) throws SQLException {
        if (!failPoint.isSet()) {
            return call(epoch, rows);
        }
        connection.setAutoCommit(false);
        try {
            Conflicts found = call(epoch, rows);
            failPoint.reached(FailPoint.Point.BEFORE_COMMIT);
            connection.clearWarnings();
            connection.commit();
            Acknowledged.require(connection);
            return found;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// The number for the next account.
    long nextNumber() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select coalesce(max(account), 0) + 1 from accounts")) {
            row.next();
            return row.getLong(1);
        }
    }

    private Conflicts call(long epoch, Rows rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CALL)) {
            int at = 1;
            statement.setLong(at++, epoch);
            List<Array> arrays = rows.arrays(connection);
            for (Array array : arrays) {
                statement.setArray(at++, array);
            }
            String rare = rows.rareJson();
            if (rare == null) {
                statement.setNull(at, Types.VARCHAR);
            } else {
                statement.setString(at, rare);
            }
            try (ResultSet row = statement.executeQuery()) {
                Acknowledged.require(statement);
                return found(row);
            }
        }
    }

    private Conflicts found(ResultSet row) throws SQLException {
        Conflicts found = new Conflicts();
        BinaryArray accounts = BinaryArray.longs();
        BinaryArray keys = BinaryArray.digests();
        while (row.next()) {
            long account = row.getLong("account");
            Digest digest = Digest.of(row.getObject("digest", UUID.class));
            Conflicts.AccountDigest place = new Conflicts.AccountDigest(account, digest);
            int freed = row.getInt("freed");
            if (row.getString("what").equals("key")) {
                accounts.add(account);
                keys.add(digest);
            } else if (freed > 0) {
                found.freed.put(place, freed);
            } else {
                found.subjects.add(place);
            }
        }
        if (keys.count() > 0) {
            add(found, accounts, keys);
        }
        return found;
    }

    /// Adds the rows of keys.
    private void add(Conflicts found, BinaryArray accounts, BinaryArray keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_KEY)) {
            statement.setArray(1, accounts.bound(connection));
            statement.setArray(2, keys.bound(connection));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    LogRow known = LogReader.read(row, 1).row();
                    LogRow.Key key = known.key();
                    if (key != null) {
                        found.keys.put(
                                new Conflicts.AccountDigest(known.account(), key.digest()), known);
                    }
                }
            }
        }
    }
}
