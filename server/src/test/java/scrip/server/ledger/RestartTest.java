package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.Account;
import scrip.server.database.DatabaseRole;

/// A server that has just become the writer is quick, and what makes it so are caches.
class RestartTest {

    private static final int USES = 20;

    private static List<String> used(LedgerWorld world, int accounts) {
        List<String> names = new ArrayList<>();
        for (int n = 0; n < accounts; n++) {
            names.add("org" + n);
            world.open(names.getLast(), 10);
        }
        for (int n = 0; n < USES; n++) {
            String key = "u" + n;
            names.forEach(name -> world.accepted(name, LedgerWorld.use(name, 1), key));
        }
        return names;
    }

    private static List<Account> read(LedgerWorld world, List<String> names) {
        return names.stream()
                .map(name -> world.ledger.read(world.realm, LedgerWorld.org(name)).account())
                .toList();
    }

    /// Every account as it is loaded, and as all its facts make it.
    private static void assertLoadedAsReplayed(LedgerWorld world, List<String> names)
            throws SQLException {
        try (Connection connection =
                world.test.database().dataSource(DatabaseRole.WRITER).getConnection()) {
            LoadStore store = new LoadStore(connection, Ledger.CORE);
            List<Ref> refs =
                    names.stream()
                            .map(n -> new Ref(world.realm.number(), LedgerWorld.org(n)))
                            .toList();
            var loaded = store.load(refs);
            for (Ref ref : refs) {
                CommittedAccount one = Objects.requireNonNull(loaded.get(ref));
                CommittedAccount replayed = store.replay(ref);
                assertEquals(replayed.account(), one.account());
                assertEquals(replayed.head(), one.head());
                assertEquals(replayed.nextDueAt(), one.nextDueAt());
                assertTrue(one.account().seq() > USES);
            }
        }
    }

    @Test
    void anOrderlyEndLeavesASnapshotOfWhatWasUsed() throws SQLException {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            List<String> names = used(world, 5);
            assertEquals(0, world.number("select count(*) from snapshots"));
            List<Account> before = read(world, names);
            world.restart();
            assertEquals(
                    names.size(),
                    world.number(
                            """
                            select count(*)
                            from snapshots s
                            join (
                                select account, max(seq + coalesce(facts_after, 0)) as seq
                                from log
                                group by account) l using (account, seq)
                            """));
            assertLoadedAsReplayed(world, names);
            assertEquals(before, read(world, names));
            for (String name : names) {
                world.accepted(name, LedgerWorld.use(name, 1), "after");
            }
            world.superuser("delete from snapshots");
            assertLoadedAsReplayed(world, names);
        }
    }

    /// An account that hardly changed since its last snapshot needs no other.
    @Test
    void anEndWithoutUsesLeavesNoSnapshot() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            used(world, 2);
            world.restart();
            long snapshots = world.number("select count(*) from snapshots");
            world.accepted("org0", LedgerWorld.use("org0", 1), "after");
            world.restart();
            assertEquals(snapshots, world.number("select count(*) from snapshots"));
        }
    }

    @Test
    void theNextWriterLoadsWhatWasUsedLast() {
        // Room for three of five.
        try (LedgerWorld world = LedgerWorld.fresh(Tuning.limits(100, 16, 3, 250))) {
            used(world, 5);
            for (String name : List.of("org4", "org2", "org0", "org3", "org1")) {
                world.accepted(name, LedgerWorld.use(name, 1), "last");
            }
            world.restart();
            LedgerWorld.until("the third is in memory", () -> isInMemory(world, "org0"));
            assertTrue(isInMemory(world, "org1"));
            assertTrue(isInMemory(world, "org3"));
            assertFalse(isInMemory(world, "org2"));
            assertFalse(isInMemory(world, "org4"));
        }
    }

    private static boolean isInMemory(LedgerWorld world, String name) {
        return world.ledger.holds(world.realm, LedgerWorld.org(name));
    }

    @Test
    void whatAStandbyTakesOverItLoads() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            List<String> names = used(world, 3);
            try (Ledger standby =
                    LedgerWorld.another(world.test.database(), LedgerWorld.SETTINGS)) {
                world.ledger.close();
                LedgerWorld.serving(standby);
                LedgerWorld.until(
                        "all are in memory of the standby",
                        () ->
                                names.stream()
                                        .allMatch(n ->
                                                standby.holds(world.realm, LedgerWorld.org(n))));
            }
        }
    }

    @Test
    void deletingWhatMakesAStartQuickChangesNoAnswer() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            List<String> names = used(world, 3);
            List<Account> before = read(world, names);
            world.ledger.close();
            world.superuser("delete from snapshots");
            world.superuser("delete from accounts_in_use");
            world.restart();
            assertEquals(before, read(world, names));
            Outcome repeated = world.submit("org1", LedgerWorld.use("org1", 1), "u3");
            assertTrue(repeated instanceof Outcome.Accepted again && again.repeated());
        }
    }
}
