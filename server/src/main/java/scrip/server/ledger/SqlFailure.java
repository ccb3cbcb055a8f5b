package scrip.server.ledger;

import java.sql.SQLException;

/// Carries a failure of the database through code that is not about the database.
final class SqlFailure extends RuntimeException {

    private static final String LEASE_LOST = "SC001";

    private static final long serialVersionUID = 1L;

    private final SQLException failure;

    SqlFailure(SQLException failure) {
        super(failure);
        this.failure = failure;
    }

    SQLException failure() {
        return failure;
    }

    /// Whether another server has taken the lease: nothing is booked.
    static boolean isLeaseLost(SQLException failure) {
        return LEASE_LOST.equals(failure.getSQLState());
    }

    /// Whether the database is out of disk space or memory: nothing of the batch is booked.
    static boolean isOutOfRoom(SQLException failure) {
        String code = failure.getSQLState();
        return code != null && code.startsWith("53");
    }

    /// Whether the connection was lost, so that the outcome of the transaction is unknown: a
    /// connection exception, a shutdown by an administrator or a crash, or no SQL state at all.
    static boolean isConnectionLost(SQLException failure) {
        String code = failure.getSQLState();
        return code == null || code.startsWith("08") || code.startsWith("57P");
    }

    /// What a failure says in short.
    static String firstLine(Exception failure) {
        return failure.toString().lines().findFirst().orElse("");
    }
}
