package scrip.server.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.server.database.TestDatabase;
import scrip.server.role.Actor;

/// Whatever is changed in the audit log by hand, `./scrip verify` names the first entry that shows
/// it.
class AuditChainTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String COPY =
            "actor_kind, actor, actor_name, action, realm, account, subject, before, after,"
                    + " address, agent, request_id, hash";

    /// Each tampering, and the first entry that shows it.
    private static Map<String, Integer> tamperings() {
        Map<String, Integer> all = new LinkedHashMap<>();
        all.put("update audit_entries set actor_name = 'x' where seq = 4", 4);
        all.put("update audit_entries set after = '{\"n\":9}' where seq = 1", 1);
        all.put("update audit_entries set after = null where seq = 7", 7);
        all.put("update audit_entries set at = at + interval '1 second' where seq = 3", 3);
        all.put("update audit_entries set account = 5 where seq = 6", 6);
        all.put("update audit_entries set hash = decode(repeat('ab', 32), 'hex') where seq = 5", 5);
        all.put("delete from audit_entries where seq = 1", 1);
        all.put("delete from audit_entries where seq = 5", 5);
        all.put("delete from audit_entries where seq in (3, 6)", 3);
        all.put("delete from audit_entries where seq > 6", 7);
        all.put("delete from audit_entries", 1);
        // The next one is moved up, so that no number is missing.
        all.put(
                "delete from audit_entries where seq = 4;"
                        + " update audit_entries set seq = seq - 1 where seq > 4;"
                        + " update audit_head set seq = 7",
                4);
        // An entry is inserted in the middle, and those behind it are moved.
        all.put(
                "update audit_entries set seq = seq + 101 where seq > 4;"
                        + " update audit_entries set seq = seq - 100 where seq > 100;"
                        + (" insert into audit_entries (seq, at, " + COPY + ")")
                        + (" select 5, at, " + COPY + " from audit_entries where seq = 4;")
                        + " update audit_head set seq = 9",
                5);
        all.put(
                "insert into audit_entries (seq, at, "
                        + COPY
                        + ") select 9, at, "
                        + COPY
                        + " from audit_entries where seq = 8",
                9);
        // Two entries are swapped.
        all.put(
                "update audit_entries set seq = 99 where seq = 2;"
                        + " update audit_entries set seq = 2 where seq = 3;"
                        + " update audit_entries set seq = 3 where seq = 99",
                2);
        return all;
    }

    private static TestDatabase written() {
        TestDatabase test = TestDatabase.fresh();
        AuditTrail trail = new AuditTrail(test.database(), () -> NOW);
        for (int n = 1; n <= 8; n++) {
            trail.note(
                    new AuditTrail.Origin(Actor.PROGRAM, "127.0.0.1", "agent", "request-" + n),
                    new AuditTrail.Event(
                            "thing.done", null, null, "s" + n, Map.of("n", n - 1), Map.of("n", n)));
        }
        return test;
    }

    private static void tamper(TestDatabase test, String sql) throws SQLException {
        try (Connection connection = test.superuser();
                Statement statement = connection.createStatement()) {
            for (String one : sql.split(";", -1)) {
                statement.execute(one);
            }
        }
    }

    @Test
    void theFirstEntryThatShowsTheTamperingIsNamed() throws SQLException {
        for (Map.Entry<String, Integer> tampering : tamperings().entrySet()) {
            try (TestDatabase test = written()) {
                tamper(test, tampering.getKey());
                List<String> lines = new ArrayList<>();
                assertEquals(1, new AuditChain(test.database()).run(lines::add));
                assertTrue(
                        lines.getFirst()
                                .startsWith("audit log: entry " + tampering.getValue() + " "),
                        tampering.getKey() + "\n" + lines);
            }
        }
    }

    @Test
    void anIntactChainPrintsItsLastHash() throws SQLException {
        try (TestDatabase test = written()) {
            List<String> lines = new ArrayList<>();
            assertEquals(0, new AuditChain(test.database()).run(lines::add));
            assertTrue(lines.getFirst().contains("8 entries, the chain is intact"), lines + "");
            // Tampering that also changes the head is found with a hash that was printed before.
            tamper(
                    test,
                    "delete from audit_entries where seq = 8;"
                            + " update audit_head set seq = 7, hash ="
                            + " (select hash from audit_entries where seq = 7)");
            List<String> later = new ArrayList<>();
            assertEquals(0, new AuditChain(test.database()).run(later::add));
            assertNotEquals(lines.getFirst(), later.getFirst());
        }
    }
}
