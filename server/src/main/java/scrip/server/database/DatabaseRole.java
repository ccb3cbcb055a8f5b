package scrip.server.database;

/// The four roles of the database. Their rights are given by the migrations; see `roles.sql` for
/// what each one is.
public enum DatabaseRole {
    /// Owns every table; used by Flyway, and to add partitions.
    OWNER("scrip_owner"),
    /// Books facts; may not change them. Sees every organization, since a batch spans accounts.
    WRITER("scrip_writer"),
    /// Reads on behalf of somebody; sees the organizations set for the transaction and no other.
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
