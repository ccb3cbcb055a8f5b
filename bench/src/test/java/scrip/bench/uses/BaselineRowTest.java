package scrip.bench.uses;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Database;

/// The comparison is fair only if all write the same row.
class BaselineRowTest {

    private static final String KEY = "a-key-as-long-as-any";

    @Test
    void theBaselinesWriteTheColumnsThatTheLedgerWritesWithContentOfTheSameLength()
            throws Exception {
        try (Scratch scratch = Scratch.forgetful();
                Scratch.Server server = scratch.start()) {
            OrganizationId ours = new OrganizationId("ours");
            OrganizationId locked = new OrganizationId("locked");
            OrganizationId called = new OrganizationId("called");
            LedgerBooking.open(server, List.of(ours));
            server.open(locked);
            server.open(called);
            FunctionCalls.create(scratch.database());
            LedgerBooking ledger = new LedgerBooking(server, List.of(ours));
            long account = server.ledger().number(server.realm(), ours);
            List<Long> lockedNumber = List.of(server.ledger().number(server.realm(), locked));
            List<Long> calledNumber = List.of(server.ledger().number(server.realm(), called));
            try (RowLocks locks = new RowLocks(scratch.database(), lockedNumber, 1);
                    FunctionCalls calls = new FunctionCalls(scratch.database(), calledNumber, 1)) {
                for (boolean subject : new boolean[] {false, true}) {
                    String key = KEY + subject;
                    ledger.use(0, key, subject);
                    locks.use(0, key, subject);
                    calls.use(0, key, subject);
                    Map<String, Integer> written = lengths(scratch.database(), account, key);
                    assertEquals(
                            written, lengths(scratch.database(), lockedNumber.getFirst(), key));
                    assertEquals(
                            written, lengths(scratch.database(), calledNumber.getFirst(), key));
                }
            }
        }
    }

    /// The length of each column that is not null.
    private static Map<String, Integer> lengths(Database database, long account, String key) {
        Map<String, Integer> lengths = new TreeMap<>();
        database.readAll(sql -> {
            sql.sql(
                            """
                            select c.key as name, length(c.value::text) as length
                            from log l, jsonb_each(to_jsonb(l)) c
                            where l.account = :account
                                and l.key_text = :key
                                and c.value <> 'null'
                                -- Numbers and times vary within their fixed size.
                                and c.key not in ('account', 'seq', 'available', 'booked_at', 'core')
                            """)
                    .param("account", account)
                    .param("key", key)
                    .query(row -> {
                        lengths.put(row.getString(1), row.getInt(2));
                    });
            return lengths;
        });
        return lengths;
    }
}
