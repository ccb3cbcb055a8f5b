package scrip.bench.uses;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// The row that the baselines write for a use: the same columns of the same table as the ledger's,
/// with content of the same length. What they would have to compute (digests, what is left, the
/// chained hash) they are given, which is to their advantage.
///
/// @param account its number in the database
record BaselineRow(
        long account,
        UUID key,
        @Nullable UUID subject,
        long available,
        String keyText,
        @Nullable String subjectText,
        UUID hash) {

    /// The parameters of [#insert] but `seq`, in their order.
    static final int PARAMETERS = 7;

    private static final long AVAILABLE = 999_999_000L;

    static BaselineRow of(long account, String key, boolean subject) {
        return new BaselineRow(
                account,
                random(),
                subject ? random() : null,
                AVAILABLE,
                key,
                subject ? LedgerBooking.subject() : null,
                random());
    }

    /// The statement that writes the row.
    ///
    /// @param seq an expression for its number
    /// @param p expressions for the other parameters
    static String insert(String seq, String... p) {
        return """
        insert into log (
            account, seq, booked_at, key, subject, quantity, available, line, core,
            storage_years, surface, late, reported, term_named, command, actor, request_id,
            key_text, resource, subject_text, pack, hash)
        values (
            %s, %s, now(), %s, %s, 1, %s, 0, 2, 0, 'A', false, false, false, 'Use', 'bench',
            'bench', %s, '%s', %s, 2, %s)
        """
                .formatted(p[0], seq, p[1], p[2], p[3], p[4], Scratch.RESOURCE, p[5], p[6]);
    }

    /// A connection that plans as well as the ledger's: once for all, and never to scan a table
    /// that was empty when the plan was made.
    static Connection connect(Database database) throws SQLException {
        Connection connection = database.connect(DatabaseRole.OWNER);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("set enable_seqscan = off");
        }
        return connection;
    }

    /// Sets the parameters in their order.
    ///
    /// @param skipped where the statement's parameter `seq` is, set by the caller; 0 for none
    void set(PreparedStatement statement, int skipped) throws SQLException {
        int at = 1;
        Object[] values = {account, key, subject, available, keyText, subjectText, hash};
        for (int i = 0; i < PARAMETERS; i++, at++) {
            if (at == skipped) {
                at++;
            }
            Object value = values[i];
            if (value != null) {
                statement.setObject(at, value);
            } else {
                statement.setNull(at, i == 2 ? Types.OTHER : Types.VARCHAR);
            }
        }
    }

    private static UUID random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong());
    }
}
