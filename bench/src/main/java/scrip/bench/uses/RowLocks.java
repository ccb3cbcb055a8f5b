package scrip.bench.uses;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;

/// The baseline for the ledger: one transaction per use, which locks the account's row, looks up
/// the key, and writes the same rows into the same tables. It decides nothing, which is to its
/// advantage.
final class RowLocks implements AutoCloseable {

    private static final String LOCK =
            "select account from accounts where realm = ? and account = ? for update";
    private static final String LOOK_UP =
            """
            select kind from keys
            where realm = ? and account = ? and key_high = ? and key_low = ?
            """;
    private static final String NEXT =
            "select coalesce(max(seq), 0) + 1 from facts where realm = ? and account = ?";
    private static final String WRITE =
            """
            with f as (
                insert into facts (realm, account, seq, type, effective_at, booked_at, body)
                values (?1, ?2, ?3, 'UseBooked', now(), now(), ?4::jsonb)
            ), u as (
                insert into uses (
                    month, realm, account, seq, booked_at, key, resource, storage_years, quantity,
                    first_seq, last_seq, actor, request_id, core, body, answer)
                values (
                    '0001-01-01', ?1, ?2, ?3, now(), ?5, 'aimis/mimi-ai-report', 0, 1,
                    ?3, ?3, 'bench', 'bench', '1', ?6::jsonb, ?7::jsonb)
            ), p as (
                insert into postings (
                    month, realm, account, seq, line, booked_at, resource, storage_years,
                    from_book, to_book, pack, use, units)
                values (
                    '0001-01-01', ?1, ?2, ?3, 1, now(), 'aimis/mimi-ai-report', 0,
                    'AVAILABLE', 'USED', 2, ?3, 1)
            )
            insert into keys (
                realm, account, key_high, key_low, content_high, content_low, kind, month, seq)
            values (?1, ?2, ?8, ?9, 1, 1, 'U', '0001-01-01', ?3)
            """;

    private final Rows rows;
    private final int realm;
    private final BlockingQueue<Connection> idle;

    /// The bodies as the ledger writes them, so that both write the same volume.
    record Rows(String fact, String use, String answer) {}

    RowLocks(Database database, int realm, int connections, Rows rows) throws SQLException {
        this.rows = rows;
        this.realm = realm;
        this.idle = new ArrayBlockingQueue<>(connections);
        for (int i = 0; i < connections; i++) {
            Connection connection = database.connect(DatabaseRole.OWNER);
            connection.setAutoCommit(false);
            idle.add(connection);
        }
    }

    void use(long account, String key) throws SQLException, InterruptedException {
        Connection connection = idle.take();
        try {
            book(connection, account, key);
            connection.commit();
        } finally {
            idle.add(connection);
        }
    }

    private void book(Connection connection, long account, String key) throws SQLException {
        long high = ThreadLocalRandom.current().nextLong();
        long low = ThreadLocalRandom.current().nextLong();
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setInt(1, realm);
            lock.setLong(2, account);
            lock.executeQuery().close();
        }
        try (PreparedStatement look = connection.prepareStatement(LOOK_UP)) {
            look.setInt(1, realm);
            look.setLong(2, account);
            look.setLong(3, high);
            look.setLong(4, low);
            look.executeQuery().close();
        }
        long seq;
        try (PreparedStatement next = connection.prepareStatement(NEXT)) {
            next.setInt(1, realm);
            next.setLong(2, account);
            try (ResultSet row = next.executeQuery()) {
                row.next();
                seq = row.getLong(1);
            }
        }
        try (PreparedStatement write = connection.prepareStatement(numbered(WRITE))) {
            bind(write, account, seq, key, high, low);
            write.executeUpdate();
        }
    }

    private void bind(
            PreparedStatement write, long account, long seq, String key, long high, long low)
            throws SQLException {
        for (int at = 1; at <= ORDER.length(); at++) {
            switch (ORDER.charAt(at - 1)) {
                case '1' -> write.setInt(at, realm);
                case '2' -> write.setLong(at, account);
                case '3' -> write.setLong(at, seq);
                case '4' -> write.setString(at, rows.fact());
                case '5' -> write.setString(at, key);
                case '6' -> write.setString(at, rows.use());
                case '7' -> write.setString(at, rows.answer());
                case '8' -> write.setLong(at, high);
                default -> write.setLong(at, low);
            }
        }
    }

    /// The numbered parameters of `WRITE`, in the order of their appearance.
    private static final String ORDER = order();

    private static String order() {
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < WRITE.length() - 1; i++) {
            if (WRITE.charAt(i) == '?') {
                order.append(WRITE.charAt(i + 1));
            }
        }
        return order.toString();
    }

    private static String numbered(String sql) {
        return sql.replaceAll("\\?[1-9]", "?");
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : idle) {
            connection.close();
        }
    }
}
