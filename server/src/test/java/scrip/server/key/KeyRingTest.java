package scrip.server.key;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;
import scrip.server.role.Identity;
import scrip.server.role.Revision;
import scrip.server.role.TenantTest;

/// Keys are known by what was read of them not long ago.
@Timeout(60)
class KeyRingTest {

    private static final int CALLERS = 100;

    /// A product asks thousands of times a second with one key, and there are few connections to
    /// read it with.
    @Test
    void aKeyIsReadOnceForAllWhoAskWithItAtOnce() throws Exception {
        String secret =
                Hospital.open()
                        .post(
                                "/keys",
                                """
                                {"name": "PACS", "actions": ["access.read"], "expires_at": "%s"}
                                """
                                        .formatted(TenantTest.nextYear()))
                        .is(201)
                        .at("/secret");
        Database database = TestServer.server().database();
        KeyRing ring = new KeyRing(database, new Revision(), InstantSource.system());
        List<FutureTask<Optional<Identity>>> asked =
                IntStream.range(0, CALLERS)
                        .mapToObj(_ -> new FutureTask<>(() -> ring.identity(secret, "10.0.0.1")))
                        .toList();
        try (Connection blocking = database.connect(DatabaseRole.OWNER)) {
            blocking.setAutoCommit(false);
            try (Statement statement = blocking.createStatement()) {
                statement.execute("lock table api_secrets in access exclusive mode");
            }
            List<Thread> threads =
                    asked.stream().map(task -> Thread.ofPlatform().start(task)).toList();
            // All but the one that reads, which waits in the database.
            while (waiting(threads) < CALLERS - 1 && asked.stream().noneMatch(FutureTask::isDone)) {
                Thread.onSpinWait();
            }
            blocking.rollback();
        }
        for (FutureTask<Optional<Identity>> one : asked) {
            assertTrue(one.get().isPresent());
        }
    }

    private static long waiting(List<Thread> threads) {
        return threads.stream().filter(t -> t.getState() == Thread.State.WAITING).count();
    }
}
