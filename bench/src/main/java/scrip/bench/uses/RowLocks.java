package scrip.bench.uses;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import scrip.server.database.Database;

/// The first baseline: one transaction per use, which locks the account's row, looks up the key,
/// asks for the next number, and writes the row that the ledger writes. It decides nothing, which
/// is to its advantage.
final class RowLocks implements Booking, AutoCloseable {

    private static final String LOCK = "select from accounts where account = ? for update";
    private static final String LOOK_UP = "select seq from log where account = ? and key = ?";
    private static final String NEXT =
            "select coalesce(max(seq), 0) + 1 from log where account = ?";

    private final List<Long> accounts;
    private final BlockingQueue<Session> idle;

    private record Session(
            Connection connection,
            PreparedStatement lock,
            PreparedStatement lookUp,
            PreparedStatement next,
            PreparedStatement write) {}

    /// @param accounts their numbers
    RowLocks(Database database, List<Long> accounts, int connections) throws SQLException {
        this.accounts = accounts;
        this.idle = new ArrayBlockingQueue<>(connections);
        for (int i = 0; i < connections; i++) {
            Connection connection = BaselineRow.connect(database);
            connection.setAutoCommit(false);
            idle.add(
                    new Session(
                            connection,
                            connection.prepareStatement(LOCK),
                            connection.prepareStatement(LOOK_UP),
                            connection.prepareStatement(NEXT),
                            connection.prepareStatement(
                                    BaselineRow.insert("?", "?", "?", "?", "?", "?", "?", "?"))));
        }
    }

    @Override
    public void use(int account, String key, boolean subject)
            throws SQLException, InterruptedException {
        Session session = idle.take();
        try {
            book(session, BaselineRow.of(accounts.get(account), key, subject));
            session.connection().commit();
        } finally {
            idle.add(session);
        }
    }

    private static void book(Session session, BaselineRow row) throws SQLException {
        session.lock().setLong(1, row.account());
        session.lock().executeQuery().close();
        session.lookUp().setLong(1, row.account());
        session.lookUp().setObject(2, row.key());
        try (ResultSet known = session.lookUp().executeQuery()) {
            if (known.next()) {
                return;
            }
        }
        session.next().setLong(1, row.account());
        long seq;
        try (ResultSet next = session.next().executeQuery()) {
            next.next();
            seq = next.getLong(1);
        }
        session.write().setLong(2, seq);
        row.set(session.write(), 2);
        session.write().executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        for (Session session : idle) {
            session.connection().close();
        }
    }
}
