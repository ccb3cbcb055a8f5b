package scrip.bench.signin;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Changes one behind the other: each adds to the chain of the audit log and to that of the
/// installation, so all of them take turns, whoever makes them.
final class Changes {

    private static final Pattern CSRF = Pattern.compile("\"csrf_token\":\"([^\"]+)\"");
    private static final int OK = 200;

    private Changes() {}

    /// Somebody who is signed in.
    private record Session(HttpClient client, String cookie, String csrf) {}

    /// Changes of people's names a second: as short as a change is, and no password is checked.
    static double renamedPerSecond(People people, int callers, Duration measured)
            throws IOException, InterruptedException, ExecutionException {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            sessions.add(session(people, i));
        }
        try {
            return perSecond(
                    people,
                    callers,
                    measured,
                    (caller, n) -> {
                        Session session = sessions.get(caller);
                        return session.client.send(
                                rename(people, session, n), HttpResponse.BodyHandlers.ofString());
                    });
        } finally {
            sessions.forEach(s -> s.client.close());
        }
    }

    /// Sign-ins a second, each with the check of a password.
    static double signedInPerSecond(People people, int callers, Duration measured)
            throws IOException, InterruptedException, ExecutionException {
        List<HttpClient> clients = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            clients.add(people.client(2 + i));
        }
        try {
            return perSecond(
                    people,
                    callers,
                    measured,
                    (caller, _) ->
                            clients.get(caller)
                                    .send(
                                            people.signIn(People.email(caller), People.PASSWORD),
                                            HttpResponse.BodyHandlers.ofString()));
        } finally {
            clients.forEach(HttpClient::close);
        }
    }

    private interface Work {
        HttpResponse<String> run(int caller, int n) throws IOException, InterruptedException;
    }

    private static double perSecond(People people, int callers, Duration measured, Work work)
            throws InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        long until = begun + measured.toNanos();
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            int caller = i;
            all.add(
                    people.threads()
                            .submit(() -> {
                                int done = 0;
                                while (System.nanoTime() < until) {
                                    HttpResponse<String> answer = work.run(caller, done);
                                    if (answer.statusCode() != OK) {
                                        throw new IllegalStateException(answer.body());
                                    }
                                    done++;
                                }
                                return done;
                            }));
        }
        int sum = 0;
        for (Future<Integer> one : all) {
            sum += one.get();
        }
        return sum / ((System.nanoTime() - begun) / 1e9);
    }

    private static HttpRequest rename(People people, Session session, int n) {
        return people.request(
                        "PUT",
                        "/v1/person",
                        "{\"name\": \"Wang Fang %d\", \"locale\": \"en\"}".formatted(n))
                .header("Cookie", session.cookie)
                .header("X-CSRF-Token", session.csrf)
                .build();
    }

    private static Session session(People people, int number)
            throws IOException, InterruptedException {
        HttpClient client = people.client(2 + number);
        HttpResponse<String> answer =
                client.send(
                        people.signIn(People.email(number), People.PASSWORD),
                        HttpResponse.BodyHandlers.ofString());
        Matcher csrf = CSRF.matcher(answer.body());
        String cookie =
                answer.headers().allValues("Set-Cookie").stream()
                        .filter(c -> c.startsWith("scrip_session="))
                        .map(c -> c.split(";", 2)[0])
                        .findFirst()
                        .orElse("");
        if (!csrf.find() || cookie.isEmpty()) {
            throw new IllegalStateException("no session: " + answer.body());
        }
        return new Session(client, cookie, csrf.group(1));
    }
}
