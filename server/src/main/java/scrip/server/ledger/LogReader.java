package scrip.server.ledger;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Surface;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Draw;
import scrip.core.pack.PoolKey;

/// Reads rows of the log.
public final class LogReader {

    /// The columns of the log `l`, in the order in which they are read.
    public static final String COLUMNS =
            """
            l.account, l.seq, l.line, l.facts_before, l.facts_after, l.core, l.booked_at, l.command,
            l.actor, l.request_id, l.key_text, l.key, l.content, l.subject, l.hash, l.body::text,
            l.quantity, l.resource, l.storage_years, l.use_key, l.subject_text, l.storage_until,
            l.organization, l.event_at, l.late, l.reported, l.surface::text, l.term_named,
            l.owed, l.available, l.pack, l.draws
            """;

    private final ResultSet row;
    private int column;

    private LogReader(ResultSet row, int first) {
        this.row = row;
        this.column = first;
    }

    /// The row whose columns begin at `first`, and its hash.
    public static LogRow.Hashed read(ResultSet row, int first) throws SQLException {
        return new LogReader(row, first).read();
    }

    private LogRow.Hashed read() throws SQLException {
        long account = number();
        long seq = number();
        int line = (int) number();
        int before = (int) number();
        int after = (int) number();
        int core = (int) number();
        Instant bookedAt = known(instant());
        String command = known(text());
        String actor = known(text());
        String requestId = known(text());
        String keyText = text();
        Digest digest = digest();
        Digest content = digest();
        LogRow.Key key =
                keyText == null || digest == null ? null : new LogRow.Key(keyText, digest, content);
        Digest subject = digest();
        Digest hash = known(digest());
        String body = text();
        LogRow.Use use = use(body == null);
        return new LogRow.Hashed(
                new LogRow(
                        account, seq, line, before, after, core, bookedAt, command, actor,
                        requestId, key, subject, use, body),
                hash);
    }

    private LogRow.@Nullable Use use(boolean plain) throws SQLException {
        long quantity = number();
        if (quantity == 0) {
            return null;
        }
        PoolKey pool = new PoolKey(ItemId.of(known(text())), (int) number());
        return new LogRow.Use(
                pool, quantity, text(), text(), instant(), plain ? plain(quantity) : null);
    }

    private LogRow.Plain plain(long quantity) throws SQLException {
        String organization = text();
        Instant eventAt = instant();
        boolean late = row.getBoolean(column++);
        boolean reported = row.getBoolean(column++);
        Surface surface = surface(known(text()));
        boolean termNamed = row.getBoolean(column++);
        long owed = number();
        long available = number();
        List<Draw> draws = draws(row, column, quantity - owed);
        column += 2;
        return new LogRow.Plain(
                organization == null ? null : new OrganizationId(organization),
                eventAt,
                late,
                reported,
                surface,
                termNamed,
                draws,
                owed,
                available);
    }

    private static Surface surface(String letter) {
        for (Surface surface : Surface.values()) {
            if (surface.name().startsWith(letter)) {
                return surface;
            }
        }
        throw new IllegalStateException("no surface: " + letter);
    }

    /// What a plain use drew.
    ///
    /// @param first where the column `pack` is, followed by `draws`
    /// @param covered the units that are not owed
    static List<Draw> draws(ResultSet row, int first, long covered) throws SQLException {
        long pack = row.getLong(first);
        if (!row.wasNull()) {
            return List.of(new Draw(pack, covered));
        }
        Array stored = row.getArray(first + 1);
        if (stored == null) {
            return List.of();
        }
        Long[] pairs = (Long[]) stored.getArray();
        List<Draw> draws = new ArrayList<>(pairs.length / 2);
        for (int at = 0; at + 1 < pairs.length; at += 2) {
            draws.add(new Draw(pairs[at], pairs[at + 1]));
        }
        return List.copyOf(draws);
    }

    /// 0 where the column is null.
    private long number() throws SQLException {
        return row.getLong(column++);
    }

    private @Nullable String text() throws SQLException {
        return row.getString(column++);
    }

    private @Nullable Instant instant() throws SQLException {
        return Stored.instant(row, column++);
    }

    private @Nullable Digest digest() throws SQLException {
        UUID stored = row.getObject(column++, UUID.class);
        return stored == null ? null : Digest.of(stored);
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("null in a column that never is");
        }
        return value;
    }
}
