package scrip.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.role.TenantTest;

/// Many questions about access in one request: each is answered as if it had been asked alone.
class AccessBatchTest {

    private static final String PATH = "/v1/access/batch";

    private final Hospital hospital = Hospital.open();
    private final Caller vendor = hospital.caller();

    private static String question(String organization, String feature, String more) {
        return "{\"organization\": \"%s\", \"feature\": \"%s\", \"surface\": \"API\"%s}"
                .formatted(organization, feature, more);
    }

    private static String question(String feature) {
        return question(Hospital.ID, feature, "");
    }

    private static Answer ask(Caller caller, List<String> questions) {
        return caller.send(
                "POST", PATH, "{\"questions\": [" + String.join(", ", questions) + "]}", Map.of());
    }

    private static Answer ask(Caller caller, String... questions) {
        return ask(caller, List.of(questions));
    }

    @Test
    void eachQuestionIsAnsweredAsIfItWereAlone() {
        hospital.buy(Hospital.INSPECTIONS);
        hospital.clock("2026-03-02T09:00:00Z");
        Answer answer =
                ask(
                                vendor,
                                question("aimis/cloud-inspection"),
                                question("aimis/basic"),
                                question("aimis/nothing"),
                                question("no-hospital", "aimis/basic", ""),
                                question(
                                        Hospital.ID,
                                        "aimis/cloud-inspection",
                                        ", \"storage_years\": 5, \"as_of\": \"2026-03-01T08:00:00Z\""),
                                "{\"feature\": 7, \"surface\": \"phone\", \"as_of\": \"2499-01-01T00:00:00Z\"}",
                                "[]")
                        .is(200);
        for (int i = 0; i < 3; i++) {
            String feature = answer.at("/answers/" + i + "/answer/feature");
            assertEquals("", answer.at("/answers/" + i + "/problem"));
            assertEquals(
                    hospital.access(feature, "API").is(200).json(),
                    answer.json().at("/answers/" + i + "/answer"));
            answer.has("/answers/" + i + "/index", Integer.toString(i));
        }
        answer.has("/answers/0/answer/access", "ALLOWED")
                .has("/answers/3/status", "404")
                .has("/answers/3/problem/code", "UNKNOWN_ORGANIZATION")
                .has("/answers/4/answer/reason", "NOT_LICENSED")
                .has("/answers/4/answer/at", "2026-03-01T08:00:00Z")
                .has("/answers/5/status", "400")
                .has("/answers/5/problem/errors/0/pointer", "/organization")
                .has("/answers/5/problem/errors/1/pointer", "/feature")
                .has("/answers/5/problem/errors/2/pointer", "/surface")
                .has("/answers/5/problem/errors/3/pointer", "/as_of")
                .has("/answers/6/problem/code", "JSON_MALFORMED");
    }

    @Test
    void aThousandQuestionsAreAnsweredAndNotOneMore() {
        List<String> many = new ArrayList<>();
        IntStream.range(0, 1_000).forEach(_ -> many.add(question("aimis/basic")));
        Answer answer = ask(vendor, many).is(200);
        assertEquals(1_000, answer.json().at("/answers").size());
        many.add(question("aimis/basic"));
        ask(vendor, many).is(400, "INPUT_INVALID").has("/errors/0/pointer", "/questions");
        ask(vendor, List.of()).is(400, "INPUT_INVALID").has("/errors/0/pointer", "/questions");
        vendor.send("POST", PATH, "[]", Map.of()).is(400, "JSON_MALFORMED");
        vendor.send("POST", PATH, "{\"questions\": {}}", Map.of()).is(400, "INPUT_INVALID");
    }

    @Test
    void eachQuestionNeedsThePermissionThatItWouldNeedAlone() {
        vendor.put(
                        "/v1/organizations/second-hospital",
                        "{\"kind\": \"INSTITUTION\", \"name\": \"Second\"}")
                .is(200);
        String wanted = "{\"name\": \"k\", \"actions\": [\"%s\"], \"expires_at\": \"%s\"%s}";
        String own =
                hospital.post("/keys", wanted.formatted("access.read", TenantTest.nextYear(), ""))
                        .is(201)
                        .at("/secret");
        Answer answer =
                ask(
                                new Caller(TestServer.root(), own, null),
                                question("aimis/basic"),
                                question("second-hospital", "aimis/basic", ""),
                                question("no-hospital", "aimis/basic", ""))
                        .is(200)
                        .has("/answers/0/status", "200")
                        .has("/answers/1/status", "404")
                        .has("/answers/2/status", "404");
        assertEquals(
                answer.at("/answers/2/problem/detail"),
                answer.at("/answers/1/problem/detail").replace("second-hospital", "no-hospital"));
        String product =
                vendor.post(
                                "/v1/keys",
                                wanted.formatted(
                                        "access.read",
                                        TenantTest.nextYear(),
                                        ", \"product\": \"ipc\""))
                        .is(201)
                        .at("/secret");
        ask(
                        new Caller(TestServer.root(), product, null),
                        question("aimis/basic"),
                        question("ipc/health-analysis-summary"))
                .is(200)
                .has("/answers/0/status", "403")
                .has("/answers/0/problem/code", "FORBIDDEN")
                .has("/answers/1/status", "200");
        String other =
                hospital.post("/keys", wanted.formatted("uses.write", TenantTest.nextYear(), ""))
                        .is(201)
                        .at("/secret");
        ask(new Caller(TestServer.root(), other, null), question("aimis/basic"))
                .is(403, "FORBIDDEN");
    }

    @Test
    void anAnswerIsSignedOnRequest() throws Exception {
        Answer answer =
                ask(
                                vendor,
                                question("aimis/basic"),
                                question(Hospital.ID, "aimis/basic", ", \"signed\": true"),
                                question(
                                        Hospital.ID,
                                        "aimis/basic",
                                        ", \"signed\": true, \"as_of\": \"2026-03-01T09:00:00Z\""))
                        .is(200)
                        .has("/answers/0/answer/jws", "")
                        .has("/answers/1/answer/realm", vendor.realm())
                        .has("/answers/2/problem/errors/0/pointer", "/signed");
        SignedText signed = SignedText.of(answer.at("/answers/1/answer/jws"));
        assertTrue(signed.isGenuine());
        assertEquals("aimis/basic", signed.claims().at("/feature").asString());
    }
}
