package scrip.server.database;

import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementCreatorFactory;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Runs statements whose named parameters may also be instants (`timestamptz`), constants of enums
/// (their names), ids (their only component, or their text), and collections of them (`text[]`, to
/// be cast for columns of any other type).
final class TypedParameters extends NamedParameterJdbcTemplate {

    TypedParameters(Connection connection) {
        super(new SingleConnectionDataSource(connection, true));
    }

    @Override
    protected PreparedStatementCreator getPreparedStatementCreator(
            String sql,
            SqlParameterSource given,
            @Nullable Consumer<PreparedStatementCreatorFactory> customizer) {
        MapSqlParameterSource parameters = new MapSqlParameterSource();
        for (String name : Objects.requireNonNull(given.getParameterNames())) {
            parameters.addValue(name, column(given.getValue(name)));
        }
        return super.getPreparedStatementCreator(sql, parameters, customizer);
    }

    private static @Nullable Object column(@Nullable Object value) {
        return switch (value) {
            case Instant at -> at.atOffset(ZoneOffset.UTC);
            case Enum<?> constant -> constant.name();
            case Collection<?> all ->
                    all.stream().map(one -> "" + column(one)).toArray(String[]::new);
            case Record id -> id(Records.parameters(id).values(), id);
            case null, default -> value;
        };
    }

    private static @Nullable Object id(Collection<@Nullable Object> components, Record id) {
        return components.size() == 1 ? column(components.iterator().next()) : id.toString();
    }
}
