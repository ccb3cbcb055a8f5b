package scrip.server.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Entry;

/// Reads columns that several of the ledger's tables have in common.
public final class Stored {

    private Stored() {}

    /// The entry whose columns begin at `first`: seq, effective_at, booked_at, body.
    public static Entry entry(ResultSet row, int first) throws SQLException {
        return new Entry(
                row.getLong(first),
                row.getObject(first + 1, OffsetDateTime.class).toInstant(),
                row.getObject(first + 2, OffsetDateTime.class).toInstant(),
                LedgerJson.fact(row.getString(first + 3)));
    }

    /// An instant; null where the column is.
    public static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
