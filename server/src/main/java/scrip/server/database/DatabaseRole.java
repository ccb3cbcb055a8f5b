package scrip.server.database;

/// The four roles of the database. The migrations grant their rights; `roles.sql` explains each
/// role.
public enum DatabaseRole {
    /// Owns every table; used by Flyway, and to add partitions.
    OWNER("scrip_owner"),
    /// Inserts facts but may not change them. Sees every organization, since a batch spans
    /// accounts.
    WRITER("scrip_writer"),
    /// Reads on behalf of a user or program; sees only the organizations set for the transaction.
    READER("scrip_reader"),
    /// Reads everything, changes nothing.
    AUDITOR("scrip_auditor");

    private final String sqlName;

    DatabaseRole(String sqlName) {
        this.sqlName = sqlName;
    }

    /// The name of the role in PostgreSQL.
    public String sqlName() {
        return sqlName;
    }
}
