package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.Command;
import scrip.server.verify.Verification;

/// The audit finds what is wrong, wherever it is.
class VerificationTest {

    /// Each is applied to an account of its own, whose realm and number are filled in.
    private static final List<String> FAULTS =
            List.of(
                    "delete from facts where {here} and seq = 5",
                    "delete from facts where {here} and seq > 14",
                    "update facts set booked_at = booked_at - interval '1 day' where {here} and seq = 7",
                    "update facts set body = replace(body::text, '\"quantity\":3', '\"quantity\":4')::json where {here} and seq = 7",
                    "update facts set body = '{}' where {here} and seq = 7",
                    "delete from postings where {here} and seq = 7",
                    "update postings set units = units + 1 where {here} and seq = 7",
                    "update postings set pack = pack + 1 where {here} and seq = 7",
                    "delete from uses where {here} and seq = 7",
                    "update uses set quantity = 99 where {here} and seq = 7",
                    "update uses set subject = null where {here} and seq = 7",
                    "delete from keys where {here} and seq = 7",
                    "update keys set content_low = 1 where {here} and seq = 7",
                    "update keys set seq = 8 where {here} and seq = 7",
                    "insert into keys values ({realm}, {account}, 1, 1, 1, 1, 'C', null, null, gen_random_uuid())",
                    "delete from commands where {here} and type = 'CorrectUse'",
                    "delete from subjects where {here} and seq = 7",
                    "insert into subjects values ({realm}, {account}, 1, 1, 1)",
                    "delete from corrections where {here}",
                    "delete from notices where {here}",
                    "update notices set subject = 'order:another' where {here}",
                    "update accounts set next_due_at = null where {here}",
                    "update accounts set next_due_at = next_due_at + interval '1 hour' where {here}",
                    "update accounts set kind = 'CONSORTIUM' where {here}",
                    "update snapshots set body = replace(body::text, '\"name\":\"', '\"name\":\"x')::json"
                            + " where {here}",
                    "update snapshots set body = replace(body::text, '\"available\":', '\"available\":1')::json where {here}",
                    "insert into snapshots select realm, account, 999, booked_at, core, body from snapshots"
                            + " where {here} limit 1",
                    "insert into beneficiaries values ({realm}, 'other', {account})",
                    "insert into waits values ({realm}, {account}, 'KEPT', 'organization:org', 'epoch', null, 'infinity')",
                    "update waits set item = 'another' where {here} and kind = 'HELD'");

    private static void live(LedgerWorld world, String name) {
        world.open(name, 100);
        for (int n = 0; n < 10; n++) {
            world.accepted(name, LedgerWorld.use(name, 3, "s" + n), "u" + n);
        }
        world.accepted(name, new Command.CorrectUse(null, "u3", 3, "wrong"), "c1");
        world.accepted(name, LedgerWorld.use(name, 90), "much");
        world.accepted(name, LedgerWorld.pack(100), "more");
    }

    @Test
    void everyPlantedFaultIsFound() {
        LedgerWorld world = LedgerWorld.fresh(Tuning.limits(100, 16, 100, 5));
        for (int n = 0; n <= FAULTS.size(); n++) {
            live(world, "org" + n);
        }
        world.ledger.close();
        world.audit();
        for (int n = 0; n < FAULTS.size(); n++) {
            long account = world.number("select account from accounts where id = 'org" + n + "'");
            world.superuser(
                    FAULTS.get(n)
                            .replace("{here}", "account = " + account)
                            .replace("{realm}", "" + world.realm.number())
                            .replace("{account}", "" + account));
        }
        List<String> lines = new ArrayList<>();
        assertEquals(1, new Verification(world.test.database()).run(lines::add));
        for (int n = 0; n < FAULTS.size(); n++) {
            String about = " org" + n + " ";
            assertTrue(lines.stream().anyMatch(l -> l.contains(about)), FAULTS.get(n));
        }
        String sound = " org" + FAULTS.size() + " ";
        assertTrue(lines.stream().noneMatch(l -> l.contains(sound)), lines.toString());
        world.test.close();
    }

    @Test
    void rowsOfNoAccountAreFound() {
        LedgerWorld world = LedgerWorld.fresh();
        live(world, "first");
        world.ledger.close();
        world.superuser(
                """
                insert into facts
                select realm, 77, seq, type, effective_at, booked_at, body
                from facts
                """);
        assertFalse(new Verification(world.test.database()).run().findings().isEmpty());
        world.test.close();
    }

    @Test
    void aSoundLedgerIsReportedInOneLine() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            live(world, "first");
            List<String> lines = new ArrayList<>();
            assertEquals(0, new Verification(world.test.database()).run(lines::add));
            assertEquals(1, lines.size());
            assertTrue(lines.getFirst().endsWith("nothing found"), lines.toString());
        }
    }
}
