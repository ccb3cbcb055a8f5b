package scrip.bench.uses;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// The second baseline: one call of a function per use, a transaction in one round trip. The
/// function does on the server what [RowLocks] does from outside.
final class FunctionCalls implements Booking, AutoCloseable {

    private static final String CREATE =
            """
            create or replace function bench_use(
                p_account bigint, p_key uuid, p_subject uuid, p_available bigint,
                p_key_text text, p_subject_text text, p_hash uuid
            ) returns bigint
                language plpgsql
            as $$
            declare
                known bigint;
                number bigint;
            begin
                perform from accounts where account = p_account for update;
                select seq into known from log where account = p_account and key = p_key;
                if found then
                    return known;
                end if;
                select coalesce(max(seq), 0) + 1 into number from log where account = p_account;
                %s;
                return number;
            end $$
            """
                    .formatted(
                            BaselineRow.insert(
                                    "number",
                                    "p_account",
                                    "p_key",
                                    "p_subject",
                                    "p_available",
                                    "p_key_text",
                                    "p_subject_text",
                                    "p_hash"));
    private static final String CALL = "select bench_use(?, ?, ?, ?, ?, ?, ?)";

    private final List<Long> accounts;
    private final BlockingQueue<Session> idle;

    private record Session(Connection connection, PreparedStatement call) {}

    /// @param accounts their numbers
    FunctionCalls(Database database, List<Long> accounts, int connections) throws SQLException {
        this.accounts = accounts;
        this.idle = new ArrayBlockingQueue<>(connections);
        for (int i = 0; i < connections; i++) {
            Connection connection = BaselineRow.connect(database);
            idle.add(new Session(connection, connection.prepareStatement(CALL)));
        }
    }

    /// Creates the function, once a database.
    static void create(Database database) throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        }
    }

    @Override
    public void use(int account, String key, boolean subject)
            throws SQLException, InterruptedException {
        Session session = idle.take();
        try {
            BaselineRow.of(accounts.get(account), key, subject).set(session.call(), 0);
            session.call().executeQuery().close();
        } finally {
            idle.add(session);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Session session : idle) {
            session.connection().close();
        }
    }
}
