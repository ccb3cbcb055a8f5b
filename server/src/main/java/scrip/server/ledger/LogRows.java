package scrip.server.ledger;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Draw;

/// Writes rows of the log in the binary form of their type, with all columns in the order of the
/// table, and computes their hashes from that form.
public final class LogRows {

    /// The hash before the first row of an account.
    public static final Digest FIRST = new Digest(0, 0);

    private static final int COLUMNS = 31;
    private static final int CAPACITY = 512;

    private final Binary row = new Binary(CAPACITY);
    private final MessageDigest sha = DigestUtils.getSha256Digest();

    /// The object identifiers of the log's row type and of an array of it.
    record Types(int row, int array) {

        static Types of(Connection connection) throws SQLException {
            try (PreparedStatement statement =
                            connection.prepareStatement(
                                    """
                                    select oid::int, typarray::int
                                    from pg_type
                                    where oid = 'log'::regtype
                                    """);
                    ResultSet types = statement.executeQuery()) {
                types.next();
                return new Types(types.getInt(1), types.getInt(2));
            }
        }

        BinaryArray newArray() {
            return new BinaryArray(array, row);
        }
    }

    /// Adds a row to an array.
    ///
    /// @param previous the hash of the account's row before it
    /// @return its hash
    Digest add(BinaryArray array, LogRow one, Digest previous) {
        row.clear();
        row.putInt(COLUMNS + 1);
        columns(one);
        sha.reset();
        Binary head = new Binary(Digest.BYTES);
        head.putDigest(previous);
        sha.update(head.toBytes());
        sha.update(row.array(), 0, row.size());
        Digest hash = Digest.first(sha.digest());
        put(hash);
        array.add(row);
        return hash;
    }

    private void columns(LogRow one) {
        LogRow.Key key = one.key();
        LogRow.Use use = one.use();
        LogRow.Plain plain = use == null ? null : use.plain();
        put(one.account());
        put(one.seq());
        put(one.bookedAt());
        put(key == null ? null : key.digest());
        put(key == null ? null : key.content());
        put(one.subject());
        put(use == null ? null : (Long) use.quantity());
        put(plain == null ? null : (Long) plain.available());
        put(plain == null || plain.owed() == 0 ? null : (Long) plain.owed());
        put(plain == null ? null : packOf(plain));
        put(plain == null ? null : plain.eventAt());
        put(use == null ? null : use.storageUntil());
        put(one.before() == 0 ? null : (Integer) one.before());
        put(one.after() == 0 ? null : (Integer) one.after());
        putShort(one.line());
        putShort(one.core());
        putShort(use == null ? -1 : use.pool().storageYears());
        putSurface(plain);
        put(plain == null ? null : (Boolean) plain.late());
        put(plain == null ? null : (Boolean) plain.reported());
        put(plain == null ? null : (Boolean) plain.termNamed());
        put(Oid.TEXT, one.command());
        put(Oid.TEXT, one.actor());
        put(Oid.TEXT, one.requestId());
        put(Oid.TEXT, key == null ? null : key.text());
        put(Oid.TEXT, use == null ? null : use.key());
        put(Oid.TEXT, use == null ? null : use.pool().resource().toString());
        OrganizationId organization = plain == null ? null : plain.organization();
        put(Oid.TEXT, organization == null ? null : organization.value());
        put(Oid.TEXT, use == null ? null : use.subject());
        put(plain == null || packOf(plain) != null ? null : plain.draws());
        put(Oid.JSON, one.body());
    }

    /// The pack that covered all units of a plain use but those owed; null if none did, or several.
    private static @Nullable Long packOf(LogRow.Plain plain) {
        List<Draw> draws = plain.draws();
        return draws.size() == 1 ? (Long) draws.getFirst().pack() : null;
    }

    private void begin(int type, int length) {
        row.putInt(type);
        row.putInt(length);
    }

    private void putNull(int type) {
        begin(type, -1);
    }

    private void put(@Nullable Long value) {
        if (value == null) {
            putNull(Oid.INT8);
        } else {
            begin(Oid.INT8, Long.BYTES);
            row.putLong(value);
        }
    }

    private void put(@Nullable Integer value) {
        if (value == null) {
            putNull(Oid.INT4);
        } else {
            begin(Oid.INT4, Integer.BYTES);
            row.putInt(value);
        }
    }

    /// @param value less than 0 for null
    private void putShort(int value) {
        if (value < 0) {
            putNull(Oid.INT2);
        } else {
            begin(Oid.INT2, Short.BYTES);
            row.putShort(value);
        }
    }

    private void put(@Nullable Boolean value) {
        if (value == null) {
            putNull(Oid.BOOL);
        } else {
            begin(Oid.BOOL, 1);
            row.putByte(value ? 1 : 0);
        }
    }

    private void put(@Nullable Instant value) {
        if (value == null) {
            putNull(Oid.TIMESTAMPTZ);
        } else {
            begin(Oid.TIMESTAMPTZ, Long.BYTES);
            row.putLong(Stored.micros(value) - Stored.MICROS_TO_2000);
        }
    }

    private void put(@Nullable Digest value) {
        if (value == null) {
            putNull(Oid.UUID);
        } else {
            begin(Oid.UUID, Digest.BYTES);
            row.putDigest(value);
        }
    }

    private void put(int type, @Nullable String value) {
        if (value == null) {
            putNull(type);
        } else {
            row.putInt(type);
            int at = row.size();
            row.putInt(0);
            row.putText(value);
            row.setInt(at, row.size() - at - Integer.BYTES);
        }
    }

    private void putSurface(LogRow.@Nullable Plain plain) {
        if (plain == null) {
            putNull(Oid.CHAR);
        } else {
            begin(Oid.CHAR, 1);
            row.putByte(plain.surface().name().charAt(0));
        }
    }

    private void put(@Nullable List<Draw> draws) {
        if (draws == null || draws.isEmpty()) {
            putNull(Oid.INT8_ARRAY);
            return;
        }
        BinaryArray pairs = BinaryArray.longs();
        for (Draw draw : draws) {
            pairs.add(draw.pack());
            pairs.add(draw.units());
        }
        Binary array = pairs.toBinary();
        begin(Oid.INT8_ARRAY, array.size());
        row.put(array);
    }
}
