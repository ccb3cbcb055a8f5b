package scrip.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import tools.jackson.databind.JsonNode;

/// Cursors of lists.
class CursorTest {

    private static final int WRITERS = 8;
    private static final int ROWS_EACH = 12;

    private final Hospital hospital = Hospital.open();

    @Test
    void aCursorContinuesOnlyWhatItIsOf() {
        for (int n = 0; n < 3; n++) {
            hospital.order(Hospital.INSPECTIONS);
        }
        String orders = "/orders?limit=1&item=aimis/cloud-inspection";
        String next = hospital.get(orders).is(200).at("/next");
        hospital.get(orders + "&cursor=" + next).is(200).has("/items/1", "");
        hospital.get("/orders?limit=2&item=aimis/cloud-inspection&cursor=" + next)
                .is(200)
                .has("/items/2", "")
                .has("/next", "");
        char other = next.charAt(3) == 'A' ? 'B' : 'A';
        for (String wrong :
                new String[] {
                    orders + "&cursor=" + next.substring(0, 3) + other + next.substring(4),
                    orders + "&cursor=" + next + "AA",
                    "/orders?limit=1&cursor=" + next,
                    orders + "&sort=OLDEST&cursor=" + next,
                    "/services?limit=1&cursor=" + next
                }) {
            refused(hospital.get(wrong));
        }
        Caller caller = hospital.caller();
        caller.put("/v1/organizations/a", "{\"kind\": \"INSTITUTION\", \"name\": \"A\"}").is(200);
        refused(caller.get("/v1/organizations/a" + orders + "&cursor=" + next));
        refused(Hospital.open().get(orders + "&cursor=" + next));
    }

    private static void refused(Answer answer) {
        answer.is(400, "INPUT_INVALID").has("/errors/0/pointer", "/cursor");
    }

    @Test
    void noOrderIsSkippedWhileOthersArePlaced() throws Exception {
        Hospital of = hospital;
        everyRowIsSeen("/orders", "id", n -> () -> of.order(Hospital.INSPECTIONS));
    }

    @Test
    void noUseIsSkippedWhileOthersAreBooked() throws Exception {
        hospital.buy(Hospital.INSPECTIONS);
        everyRowIsSeen(
                "/uses",
                "key",
                n ->
                        () -> {
                            hospital.use(1, "use-" + n).is(201);
                            return "use-" + n;
                        });
    }

    @Test
    void noKeyIsSkippedWhileOthersAreMade() throws Exception {
        everyRowIsSeen(
                "/keys",
                "id",
                n ->
                        () ->
                                hospital.post(
                                                "/keys",
                                                """
                                                {"name": "%d", "actions": ["uses.write"],
                                                 "expires_at": "2027-03-01T09:00:00Z"}
                                                """
                                                        .formatted(n))
                                        .is(201)
                                        .at("/id"));
    }

    @Test
    void noInvitationIsSkippedWhileOthersAreMade() throws Exception {
        String at = "@" + hospital.caller().realm() + ".example";
        everyRowIsSeen(
                "/invitations",
                "id",
                n ->
                        () ->
                                hospital.post(
                                                "/invitations",
                                                "{\"email\": \"p%d%s\", \"roles\": [\"VIEWER\"]}"
                                                        .formatted(n, at))
                                        .is(201)
                                        .at("/id"));
    }

    /// Follows a list, oldest first, as somebody does who takes over each new row, while others
    /// write.
    private void everyRowIsSeen(String list, String field, IntFunction<Callable<String>> write)
            throws Exception {
        Set<String> seen = new TreeSet<>();
        Set<String> written = new TreeSet<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<String>> all = new ArrayList<>();
            for (int n = 0; n < WRITERS * ROWS_EACH; n++) {
                all.add(writers.submit(write.apply(n)));
            }
            String cursor = "";
            boolean isLast;
            do {
                boolean done = all.stream().allMatch(Future::isDone);
                Answer page = hospital.get(list + "?sort=OLDEST&limit=1" + cursor).is(200);
                for (JsonNode row : page.json().at("/items")) {
                    seen.add(row.get(field).asString());
                }
                String next = page.at("/next");
                isLast = done && next.isEmpty();
                cursor = next.isEmpty() ? cursor : "&cursor=" + next;
            } while (!isLast);
            for (Future<String> one : all) {
                written.add(one.get());
            }
        }
        assertEquals(written, seen);
    }
}
