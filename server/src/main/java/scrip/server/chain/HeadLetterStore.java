package scrip.server.chain;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.database.Records;

/// Which head was mailed last to each address.
final class HeadLetterStore {

    private final JdbcClient sql;

    HeadLetterStore(JdbcClient sql) {
        this.sql = sql;
    }

    record Sent(String address, long checkpoint, Instant sentAt) {}

    List<Sent> all() {
        return sql.sql("select address, checkpoint, sent_at from head_letters")
                .query(Records.of(Sent.class))
                .list();
    }

    /// Notes what was sent, and forgets addresses to which nothing is sent any more.
    ///
    /// @param addresses to which heads are sent
    void sent(Sent one, List<String> addresses) {
        sql.sql("delete from head_letters where address <> all (:addresses::text[])")
                .param("addresses", addresses.toArray(String[]::new))
                .update();
        sql.sql(
                        """
                        insert into head_letters (address, checkpoint, sent_at)
                        values (:address, :checkpoint, :sentAt)
                        on conflict (address) do update
                        set checkpoint = excluded.checkpoint, sent_at = excluded.sent_at
                        """)
                .params(Records.parameters(one))
                .update();
    }
}
