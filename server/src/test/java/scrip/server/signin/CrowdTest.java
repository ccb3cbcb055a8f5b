package scrip.server.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Hospital;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.TestServer;
import scrip.server.database.DatabaseLocation;
import scrip.server.database.TestDatabase;

/// A ward that signs in at the same minute. How long that takes is measured by `./scrip bench
/// sign-ins`, so here a password may wait for longer than elsewhere.
class CrowdTest {

    private static final int PEOPLE = 6;
    private static final int BROWSERS = 10;

    @TempDir private Path folder;

    @Test
    void sixtySignInsAtOnceOverHttpAreAllAnswered() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                Server server =
                        Server.start(
                                new ServerOptions(
                                        new DatabaseLocation.Scratch(),
                                        "127.0.0.1",
                                        0,
                                        folder.resolve("token"),
                                        TestServer.TOKEN),
                                database.database(),
                                InstantSource.system(),
                                Limits.standard().withPasswordTurn(Duration.ofMinutes(10)))) {
            String root = "http://127.0.0.1:" + server.port();
            assertEquals(Map.of(200, PEOPLE * BROWSERS), signedIn(root, people(root)));
        }
    }

    private static List<String> people(String root) {
        Caller vendor = new Caller(root, TestServer.TOKEN, null);
        vendor.put(Hospital.PATH, "{\"kind\": \"INSTITUTION\", \"name\": \"First\"}").is(200);
        List<String> emails = new ArrayList<>();
        for (int n = 0; n < PEOPLE; n++) {
            String email = Browser.freshEmail();
            String link =
                    vendor.post(
                                    Hospital.PATH + "/invitations",
                                    "{\"email\": \"%s\", \"roles\": [\"VIEWER\"]}".formatted(email))
                            .is(201)
                            .at("/link");
            Browser.at(root).accept(Browser.secret(link)).is(200);
            emails.add(email);
        }
        return emails;
    }

    /// How many answers have each status.
    private static Map<Integer, Integer> signedIn(String root, List<String> emails)
            throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Integer>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < PEOPLE * BROWSERS; n++) {
                String email = emails.get(n % PEOPLE);
                all.add(
                        threads.submit(() -> {
                            go.await();
                            return Browser.at(root).signIn(email, Browser.PASSWORD).status();
                        }));
            }
            go.countDown();
        }
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (Future<Integer> one : all) {
            statuses.merge(one.get(), 1, Integer::sum);
        }
        return statuses;
    }
}
