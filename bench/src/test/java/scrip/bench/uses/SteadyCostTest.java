package scrip.bench.uses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import scrip.core.organization.OrganizationId;
import scrip.server.database.Database;

/// What a use costs must not rise unseen. Counted, not timed: bytes are the same on a busy machine.
class SteadyCostTest {

    private static final int ACCOUNTS = 50;
    private static final int USES = 4_000;
    private static final int ROUNDS = 10;
    private static final int ROUNDS_MAX = 40;
    private static final double RISE_MAX = 1.2;

    /// Bytes of a use, as recorded when this was last improved: write lower ones when they fall.
    private static final Map<String, Double> RECORDED =
            new TreeMap<>(
                    Map.of(
                            "WAL", 427.0,
                            "WAL with subject", 585.0,
                            "disk", 312.0,
                            "disk with subject", 422.0,
                            "allocated", 9_200.0,
                            "allocated with subject", 11_300.0));

    private static final ThreadMXBean THREADS =
            ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private final Map<String, Double> measured = new TreeMap<>();
    private int rounds;

    @Test
    void aUseCostsNoMoreThanAFifthMoreThanRecorded() throws Exception {
        try (Scratch scratch = Scratch.forgetful();
                Scratch.Server server = scratch.start()) {
            List<OrganizationId> accounts = LedgerBooking.ids("account", ACCOUNTS);
            LedgerBooking.open(server, accounts);
            LedgerBooking ledger = new LedgerBooking(server, accounts);
            measure(scratch.database(), server, ledger, false);
            measure(scratch.database(), server, ledger, true);
        }
        System.out.println("Bytes of a use: " + measured);
        assertEquals(RECORDED.keySet(), measured.keySet());
        for (String what : RECORDED.keySet()) {
            assertTrue(isAllowed(what), () -> what + ": " + measured + " instead of " + RECORDED);
        }
    }

    /// Written bytes are those of all rounds. Allocated ones are the least of a round, and there
    /// are more rounds while it is too high: the compiler allocates, and what is not compiled yet
    /// allocates more, but a rise stays.
    private void measure(
            Database database, Scratch.Server server, LedgerBooking ledger, boolean subject) {
        String suffix = subject ? " with subject" : "";
        String allocated = "allocated" + suffix;
        long wal = wal(database);
        long disk = disk(database);
        for (int round = 0; round < ROUNDS_MAX; round++) {
            book(server, ledger, subject, allocated);
            if (round + 1 == ROUNDS) {
                double uses = ROUNDS * USES;
                measured.put("WAL" + suffix, (wal(database) - wal) / uses);
                measured.put("disk" + suffix, (disk(database) - disk) / uses);
            }
            if (round + 1 >= ROUNDS && isAllowed(allocated)) {
                break;
            }
        }
    }

    private void book(
            Scratch.Server server, LedgerBooking ledger, boolean subject, String allocated) {
        String run = "use-%04d-".formatted(rounds++);
        long before = THREADS.getTotalThreadAllocatedBytes();
        server.all(USES, i -> ledger.submit(i % ACCOUNTS, run + i, subject));
        double one = (double) (THREADS.getTotalThreadAllocatedBytes() - before) / USES;
        measured.merge(allocated, one, Math::min);
    }

    private boolean isAllowed(String what) {
        return measured.getOrDefault(what, 0.0) <= RISE_MAX * RECORDED.getOrDefault(what, 0.0);
    }

    private static long wal(Database database) {
        return number(database, "select (pg_current_wal_insert_lsn() - '0/0')::bigint");
    }

    private static long disk(Database database) {
        return number(database, "select pg_database_size(current_database())");
    }

    private static long number(Database database, String query) {
        return database.readAll(sql -> sql.sql(query).query(Long.class).single());
    }
}
