package scrip.server.database;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.util.ReflectionUtils;

/// Records as rows and as parameters. A component `madeAt` is read from the column `made_at`, and
/// is the parameter `:madeAt` of a statement.
///
/// In a row, `timestamptz` may be an [Instant], `text[]` a list or a set, a text the constant of an
/// enum or what a method `of(String)` makes of it, and a column the only component of a record. A
/// component that is any other record is made of columns of the same row.
public final class Records {

    private static final ConversionService CONVERSIONS =
            DefaultConversionService.getSharedInstance();

    private static final ClassValue<Reader> READERS =
            new ClassValue<>() {
                @Override
                protected Reader computeValue(Class<?> type) {
                    return record(type);
                }
            };

    private Records() {}

    /// Reads the columns of one component.
    private interface Reader {
        @Nullable Object read(ResultSet row) throws SQLException;
    }

    /// Makes a record of each row.
    public static <T extends Record> RowMapper<T> of(Class<T> type) {
        Reader reader = READERS.get(type);
        return (row, _) -> Objects.requireNonNull(type.cast(reader.read(row)));
    }

    /// The components of a record by their names, as the parameters of a statement.
    public static Map<String, @Nullable Object> parameters(Record record) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            ReflectionUtils.makeAccessible(component.getAccessor());
            parameters.put(
                    component.getName(),
                    ReflectionUtils.invokeMethod(component.getAccessor(), record));
        }
        return parameters;
    }

    private static Reader record(Class<?> type) {
        Constructor<?> constructor = BeanUtils.getResolvableConstructor(type);
        List<Reader> columns =
                Stream.of(type.getRecordComponents()).map(Records::component).toList();
        return row -> {
            @Nullable Object[] values = new Object[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = columns.get(i).read(row);
            }
            return BeanUtils.instantiateClass(constructor, values);
        };
    }

    private static Reader component(RecordComponent component) {
        Class<?> type = component.getType();
        if (type.isRecord()
                && type.getRecordComponents().length > 1
                && !CONVERSIONS.canConvert(String.class, type)) {
            return record(type);
        }
        String column = JdbcUtils.convertPropertyNameToUnderscoreName(component.getName());
        if (type == Instant.class) {
            return row -> {
                OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
                return at == null ? null : at.toInstant();
            };
        }
        TypeDescriptor wanted =
                new TypeDescriptor(ResolvableType.forType(component.getGenericType()), null, null);
        return row -> {
            Object value = row.getObject(column);
            Object given = value instanceof Array array ? array.getArray() : value;
            return CONVERSIONS.convert(given, TypeDescriptor.forObject(given), wanted);
        };
    }
}
