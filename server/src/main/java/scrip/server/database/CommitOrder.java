package scrip.server.database;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ids in the order in which they are committed: a list that continues behind one of them misses
/// none.
public final class CommitOrder {

    private CommitOrder() {}

    /// A time-ordered id for a sealed row that this transaction inserts. From here on the
    /// transaction has its turn: all that had one before it have ended.
    public static UUID next(JdbcClient sql) {
        sql.sql("select take_turn()").query((_, _) -> true).single();
        return UuidCreator.getTimeOrderedEpoch();
    }
}
