package scrip.server.ledger;

import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Growing columns, bound as array parameters in the order in which they were declared.
final class Columns {

    private static final int FIRST_LENGTH = 64;

    private final List<Column> all = new ArrayList<>();

    /// One column.
    interface Column {
        Array array(PGConnection connection) throws SQLException;
    }

    Ints ints() {
        return added(new Ints());
    }

    Longs longs() {
        return added(new Longs());
    }

    Texts texts(String type) {
        return added(new Texts(type));
    }

    int count() {
        return all.size();
    }

    /// Every column as an array, in order.
    List<Array> arrays(PGConnection connection) throws SQLException {
        List<Array> arrays = new ArrayList<>(all.size());
        for (Column column : all) {
            arrays.add(column.array(connection));
        }
        return arrays;
    }

    private <C extends Column> C added(C column) {
        all.add(column);
        return column;
    }

    /// A column of `int`.
    static final class Ints implements Column {
        private int[] values = new int[FIRST_LENGTH];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        int size() {
            return size;
        }

        @Override
        public Array array(PGConnection connection) throws SQLException {
            return connection.createArrayOf("int4", Arrays.copyOf(values, size));
        }
    }

    /// A column of `bigint`; 0 stands for null where the column may be null.
    static final class Longs implements Column {
        private long[] values = new long[FIRST_LENGTH];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        long get(int at) {
            return values[at];
        }

        @Override
        public Array array(PGConnection connection) throws SQLException {
            return connection.createArrayOf("int8", Arrays.copyOf(values, size));
        }
    }

    /// A column whose values are written as text.
    static final class Texts implements Column {
        private final List<@Nullable String> values = new ArrayList<>();
        private final String type;

        Texts(String type) {
            this.type = type;
        }

        void add(@Nullable String value) {
            values.add(value);
        }

        @Override
        public Array array(PGConnection connection) throws SQLException {
            return connection.createArrayOf(type, values.toArray());
        }
    }
}
