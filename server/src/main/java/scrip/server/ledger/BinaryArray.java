package scrip.server.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/// A growing array in PostgreSQL's binary format, bound as one parameter.
final class BinaryArray {

    private static final int CAPACITY = 1_024;
    private static final int HEADER_LENGTH = 5 * Integer.BYTES;

    private final int type;
    private final int element;
    private final Binary values = new Binary(CAPACITY);
    private int count;

    /// @param type the object identifier of the array's type
    /// @param element the object identifier of its elements' type
    BinaryArray(int type, int element) {
        this.type = type;
        this.element = element;
    }

    static BinaryArray longs() {
        return new BinaryArray(Oid.INT8_ARRAY, Oid.INT8);
    }

    static BinaryArray digests() {
        return new BinaryArray(Oid.UUID_ARRAY, Oid.UUID);
    }

    void add(long value) {
        values.putInt(Long.BYTES);
        values.putLong(value);
        count++;
    }

    void add(Digest value) {
        values.putInt(Digest.BYTES);
        values.putDigest(value);
        count++;
    }

    void add(Binary value) {
        values.putInt(value.size());
        values.put(value);
        count++;
    }

    int count() {
        return count;
    }

    /// The array itself in binary form.
    Binary toBinary() {
        Binary array = new Binary(HEADER_LENGTH + values.size());
        array.putInt(count == 0 ? 0 : 1);
        array.putInt(0);
        array.putInt(element);
        if (count > 0) {
            array.putInt(count);
            array.putInt(1);
            array.put(values);
        }
        return array;
    }

    Array bound(Connection connection) throws SQLException {
        return new PgArray(connection.unwrap(BaseConnection.class), type, toBinary().toBytes());
    }
}
