package scrip.server.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;

/// Writes batches on the writer's own connection.
final class WriteStore {

    private static final int FIXED_ARGUMENTS = 3;
    private static final int COLUMNS = new Rows().columns.count();
    private static final String CALL =
            "select what, slot, high, low, content_high, content_low, kind, answer"
                    + " from write_batch(?, ?, ?::json"
                    + String.join("", Collections.nCopies(COLUMNS, ", ?"))
                    + ")";

    private final Connection connection;
    private final String core;
    private final FailPoint failPoint;
    private final Set<LocalDate> months = new HashSet<>();

    WriteStore(Connection connection, String core, FailPoint failPoint) {
        this.connection = connection;
        this.core = core;
        this.failPoint = failPoint;
    }

    /// Writes and commits a batch in one round trip. If a key or subject it assumed to be new
    /// exists, nothing is written.
    Conflicts write(long epoch, Rows rows) throws SQLException {
        for (LocalDate month : rows.months()) {
            makeMonth(month);
        }
        if (!failPoint.isSet()) {
            return call(epoch, rows);
        }
        connection.setAutoCommit(false);
        try {
            Conflicts found = call(epoch, rows);
            failPoint.reached(FailPoint.Point.BEFORE_COMMIT);
            connection.commit();
            return found;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// Creates the partitions of a month, once.
    void makeMonth(LocalDate month) throws SQLException {
        if (months.contains(month)) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("select make_month(?::date)")) {
            statement.setString(1, month.toString());
            statement.execute();
        }
        months.add(month);
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
            statement.setLong(1, epoch);
            statement.setString(2, core);
            String rare = rows.rareJson();
            if (rare == null) {
                statement.setNull(3, Types.VARCHAR);
            } else {
                statement.setString(3, rare);
            }
            List<Array> arrays = rows.columns.arrays(connection.unwrap(PGConnection.class));
            for (int at = 0; at < arrays.size(); at++) {
                statement.setArray(FIXED_ARGUMENTS + at + 1, arrays.get(at));
            }
            try (ResultSet row = statement.executeQuery()) {
                return found(row, rows);
            }
        }
    }

    private static Conflicts found(ResultSet row, Rows rows) throws SQLException {
        Conflicts found = new Conflicts();
        while (row.next()) {
            long account = rows.account(row.getInt("slot"));
            Digest digest = new Digest(row.getLong("high"), row.getLong("low"));
            if (row.getString("what").equals("subject")) {
                found.subjects.add(new Conflicts.AccountDigest(account, digest));
            } else {
                found.key(
                        account,
                        digest,
                        new Digest(row.getLong("content_high"), row.getLong("content_low")),
                        row.getString("kind"),
                        row.getString("answer"));
            }
        }
        return found;
    }
}
