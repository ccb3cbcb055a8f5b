package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.Command;
import scrip.server.verify.Verification;

/// The audit finds what is wrong, wherever it is.
class VerificationTest {

    /// Each is applied to an account of its own, whose realm and number are filled in.
    private static final List<String> FAULTS =
            List.of(
                    "delete from log where {here} and seq = 5",
                    "delete from log where {here} and seq > 14",
                    "delete from log where {here} and command = 'CorrectUse'",
                    "update log set booked_at = booked_at - interval '1 day' where {here} and seq = 7",
                    "update log set body = replace(body::text, '\"quantity\":100', '\"quantity\":101')::json"
                            + " where {here} and command = 'GrantPack'",
                    "update log set body = '{}' where {here} and seq = 2",
                    "update log set quantity = 99 where {here} and seq = 7",
                    "update log set pack = pack + 1 where {here} and seq = 7",
                    "update log set pack = null where {here} and seq = 7",
                    "update log set pack = null, draws = array[pack, 2, pack, 1] where {here} and seq = 7",
                    "update log set owed = 1 where {here} and seq = 7",
                    "update log set available = available + 1 where {here} and seq = 7",
                    "update log set resource = 'ipc/cases' where {here} and seq = 7",
                    "update log set storage_years = 1 where {here} and seq = 7",
                    "update log set subject_text = null where {here} and seq = 7",
                    "update log set subject = gen_random_uuid() where {here} and seq = 7",
                    "update log set key = gen_random_uuid() where {here} and seq = 7",
                    "update log set key_text = 'another' where {here} and seq = 7",
                    "update log set content = gen_random_uuid() where {here} and command = 'GrantPack'",
                    "update log set use_key = 'another' where {here} and seq = 7",
                    "update log set organization = 'another' where {here} and seq = 7",
                    "update log set event_at = booked_at where {here} and seq = 7",
                    "update log set storage_until = booked_at where {here} and seq = 7",
                    "update log set late = not late where {here} and seq = 7",
                    "update log set reported = not reported where {here} and seq = 7",
                    "update log set surface = 'P' where {here} and seq = 7",
                    "update log set term_named = not term_named where {here} and seq = 7",
                    "update log set command = 'HoldUnits' where {here} and seq = 7",
                    "update log set core = 1 where {here} and seq = 7",
                    "update log set actor = 'another' where {here} and seq = 7",
                    "update log set request_id = 'another' where {here} and seq = 7",
                    "update log set hash = gen_random_uuid() where {here} and seq = 7",
                    "insert into log (account, seq, line, booked_at, core, command, actor, request_id, body, hash)"
                            + " select account, seq, 1, booked_at, core, 'Tick', actor, request_id, '{}', hash"
                            + " from log where {here} and seq = 7",
                    "delete from other_postings where {here} and seq = 2",
                    "update other_postings set units = units + 1 where {here} and seq = 2",
                    "update other_postings set pack = pack + 1 where {here} and seq = 2",
                    "insert into other_postings select account, 7, 1, booked_at, resource, storage_years,"
                            + " from_book, to_book, pack, use, units"
                            + " from other_postings where {here} and seq = 2",
                    "delete from freed_subjects where {here}",
                    "update freed_subjects set times = 2 where {here}",
                    "insert into freed_subjects values ({account}, gen_random_uuid(), 1, 1)",
                    "delete from corrections where {here}",
                    "update corrections set units = 1 where {here}",
                    "delete from notices where {here}",
                    "update notices set subject = 'order:another' where {here}",
                    "update accounts set next_due_at = null where {here}",
                    "update accounts set next_due_at = next_due_at + interval '1 hour' where {here}",
                    "update accounts set kind = 'CONSORTIUM' where {here}",
                    "update snapshots set body = {renamed} where {here}",
                    "update snapshots set body = {with more} where {here}",
                    "update snapshots set body = 'nonsense' where {here}",
                    "insert into snapshots select realm, account, 999, booked_at, core, body from snapshots"
                            + " where {here} limit 1",
                    "insert into snapshots select s.realm, s.account,"
                            + " case when l.facts_after > 0 then l.seq else l.seq - 1 end,"
                            + " l.booked_at, s.core, s.body from snapshots s join log l using (account)"
                            + " where {here} and (l.facts_before > 0 or l.facts_after > 0) limit 1",
                    "insert into beneficiaries values ({realm}, 'other', {account})",
                    "insert into waits values ({realm}, {account}, 'KEPT', 'organization:org', 'epoch', null, 'infinity')",
                    "update waits set item = 'another' where {here} and kind = 'HELD'",
                    "update rollups set totals[1].units = totals[1].units + 1 where {here}",
                    "update rollups set totals[1].storage_years = 1 where {here}",
                    "update rollups set totals = '{}' where {here}",
                    "update rollups set totals = totals || totals where {here}",
                    "update rollups set totals = totals || null::pool_total where {here}",
                    "update rollups set totals = totals || row(null, 0, 0, 5, now(), now())::pool_total"
                            + " where {here}",
                    "update rollups set totals[1].storage_years = null where {here}",
                    "update rollups set totals[1].stored = null where {here}",
                    "update rollups set day = day + 1 where {here}",
                    "update rollups set zone = 'Asia/Shanghai', day = '2026-03-03' where {here}",
                    "update rollups set until_seq = until_seq + 1 where {here}",
                    "update rollups set after_seq = 7 where {here}",
                    "insert into rollups select account, 5, until_seq, zone, day, totals from rollups where {here}",
                    "insert into rollups select account, 500, 501, zone, day, '{}' from rollups where {here}");

    static void live(LedgerWorld world, String name) {
        world.open(name, 100);
        for (int n = 0; n < 10; n++) {
            world.accepted(name, LedgerWorld.use(name, 3, "s" + n), "u" + n);
        }
        world.accepted(name, new Command.CorrectUse(null, "u3", 3, "wrong"), "c1");
        world.accepted(name, LedgerWorld.use(name, 90), "much");
        world.accepted(name, LedgerWorld.pack(100), "more");
    }

    /// The account in a snapshot with a piece of text inserted, as a `bytea`.
    private static String packed(LedgerWorld world, long account, String behind, String more) {
        String json = SnapshotForm.json(world.snapshot(account));
        byte[] packed = SnapshotForm.packed(json.replace(behind, behind + more));
        return "decode('" + HexFormat.of().formatHex(packed) + "', 'hex')";
    }

    @Test
    void everyPlantedFaultIsFound() throws SQLException {
        LedgerWorld world = LedgerWorld.fresh(Tuning.limits(100, 16, 100, 5));
        for (int n = 0; n <= FAULTS.size(); n++) {
            live(world, "org" + n);
        }
        world.ledger.realms().moveClock(world.realm, LedgerWorld.START.plus(Duration.ofDays(2)));
        for (int n = 0; n <= FAULTS.size(); n++) {
            world.accepted("org" + n, LedgerWorld.use("org" + n, 1), "later");
        }
        RollupsTest.rollUp(world);
        world.ledger.close();
        world.audit();
        for (int n = 0; n < FAULTS.size(); n++) {
            long account = world.number("select account from accounts where id = 'org" + n + "'");
            world.superuser(
                    FAULTS.get(n)
                            .replace("{here}", "account = " + account)
                            .replace("{renamed}", packed(world, account, "\"name\":\"", "x"))
                            .replace("{with more}", packed(world, account, "\"available\":", "1"))
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
                insert into corrections
                select realm, 77, seq, use, units, booked_at
                from corrections
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
