package scrip.bench.signin;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntUnaryOperator;

/// People who sign in at the same moment, each on a connection that is open already.
///
/// @param seconds how long each answer of 200 took, sorted
/// @param statuses how many answers had each status
record Crowd(List<Double> seconds, Map<Integer, Integer> statuses) {

    private static final int OK = 200;
    private static final int FLOOD_ADDRESS = 250;

    private record Answer(int status, double seconds) {}

    /// Lets them sign in.
    ///
    /// @param address the address of each, as in [People#client]
    static Crowd run(People people, int count, IntUnaryOperator address)
            throws IOException, InterruptedException, ExecutionException {
        List<HttpClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                HttpClient client = people.client(address.applyAsInt(i));
                clients.add(client);
                // Opens its connection.
                client.send(
                        people.request("GET", "/v1/catalogs", "").build(),
                        HttpResponse.BodyHandlers.discarding());
            }
            CountDownLatch go = new CountDownLatch(1);
            List<Future<Answer>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                HttpClient client = clients.get(i);
                String email = People.email(i);
                all.add(
                        people.threads()
                                .submit(() -> {
                                    go.await();
                                    return signIn(people, client, email);
                                }));
            }
            go.countDown();
            return of(all);
        } finally {
            clients.forEach(HttpClient::close);
        }
    }

    /// The same, while one other address sends wrong passwords on many connections all the time.
    static Crowd besideFlood(People people, int count, int flood, IntUnaryOperator address)
            throws IOException, InterruptedException, ExecutionException {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(flood);
        List<Future<?>> wrong = new ArrayList<>();
        try (HttpClient client = people.client(FLOOD_ADDRESS)) {
            for (int i = 0; i < flood; i++) {
                String email = "guess-" + i + "@hospital.example";
                wrong.add(
                        people.threads()
                                .submit(() -> {
                                    begun.countDown();
                                    while (!over.get()) {
                                        client.send(
                                                people.signIn(email, "wrong"),
                                                HttpResponse.BodyHandlers.discarding());
                                    }
                                    return null;
                                }));
            }
            begun.await();
            Crowd crowd = run(people, count, address);
            over.set(true);
            for (Future<?> one : wrong) {
                one.get();
            }
            return crowd;
        }
    }

    private static Answer signIn(People people, HttpClient client, String email)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        HttpResponse<String> answer =
                client.send(
                        people.signIn(email, People.PASSWORD),
                        HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), (System.nanoTime() - begun) / 1e9);
    }

    private static Crowd of(List<Future<Answer>> all)
            throws InterruptedException, ExecutionException {
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<Double> seconds = new ArrayList<>();
        for (Future<Answer> one : all) {
            Answer answer = one.get();
            statuses.merge(answer.status, 1, Integer::sum);
            if (answer.status == OK) {
                seconds.add(answer.seconds);
            }
        }
        return new Crowd(seconds.stream().sorted().toList(), statuses);
    }

    int answered() {
        return seconds.size();
    }

    /// How many were answered in so many seconds.
    long within(double most) {
        return seconds.stream().filter(s -> s <= most).count();
    }

    /// The time in which a share of those answered were.
    double quantile(double share) {
        int place = (int) Math.ceil(seconds.size() * share) - 1;
        return seconds.isEmpty() ? Double.NaN : seconds.get(Math.max(0, place));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%3d answered   p50 %5.2f s   p99 %5.2f s   max %5.2f s   %s",
                answered(),
                quantile(0.5),
                quantile(0.99),
                quantile(1),
                statuses);
    }
}
