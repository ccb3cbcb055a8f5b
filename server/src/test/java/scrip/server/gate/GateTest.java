package scrip.server.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.role.TenantTest;

/// A gateway asks before it lets a request through: 200, 401 and 403 are all that it is told.
class GateTest {

    private static final String PATH = "/v1/gate";
    private static final String BASIC = "aimis/basic";

    private final Hospital hospital = Hospital.open();
    private final String key = key("aimis");

    private String key(String product) {
        return hospital.caller()
                .post(
                        "/v1/keys",
                        """
                        {"name": "gateway", "product": "%s", "actions": ["access.read"],
                         "expires_at": "%s"}
                        """
                                .formatted(product, TenantTest.nextYear()))
                .is(201)
                .at("/secret");
    }

    private static Map<String, String> asked(String feature, String surface) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Scrip-Organization", Hospital.ID);
        headers.put("Scrip-Feature", feature);
        headers.put("Scrip-Surface", surface);
        return headers;
    }

    private Answer ask(String method, String path, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putIfAbsent("Authorization", "Bearer " + key);
        return Asked.send(TestServer.root(), method, path, all);
    }

    private Answer ask(Map<String, String> headers) {
        return ask("GET", PATH, headers);
    }

    private static void isClosed(Answer answer, String reason) {
        assertEquals(reason, answer.is(403).header("Scrip-Reason"), answer.text());
    }

    @Test
    void theGateClosesAtSuspensionAndOpensWithTheRenewal() {
        isClosed(ask(asked(BASIC, "patient")), "NOT_LICENSED");
        hospital.buy("{\"item\": \"aimis/basic\", \"months\": 1}");
        Answer open = ask(asked(BASIC, "patient")).is(200);
        assertEquals("ALLOWED", open.header("Scrip-Access"));
        assertEquals("2026-04-01T16:00:00Z", open.header("Scrip-Until"));
        assertEquals("", open.header("Scrip-Reason"));
        hospital.clock("2026-04-02T16:00:00Z");
        Answer closed = ask(asked(BASIC, "patient"));
        isClosed(closed, "SUSPENDED");
        assertEquals("DENIED", closed.header("Scrip-Access"));
        hospital.buy("{\"item\": \"aimis/basic\", \"months\": 1}");
        ask(asked(BASIC, "patient")).is(200);
    }

    @Test
    void readOnlyLetsThroughWhatReadsWhereTheGatewayTellsTheMethod() {
        hospital.buy("{\"item\": \"aimis/basic\", \"months\": 1}");
        hospital.clock("2026-04-02T16:00:00Z");
        Map<String, String> asked = asked(BASIC, "console");
        isClosed(ask(asked), "SUSPENDED");
        asked.put("Scrip-Method", "GET");
        assertEquals("READ_ONLY", ask(asked).is(200).header("Scrip-Access"));
        asked.put("Scrip-Method", "POST");
        isClosed(ask(asked), "SUSPENDED");
        asked.put("Scrip-Method", "as-asked");
        ask("GET", PATH + "/orders", asked).is(200);
        assertEquals(403, ask("DELETE", PATH + "/orders", asked).status());
    }

    @Test
    void pathQueryAndMethodOfTheGatewaysClientMeanNothing() {
        hospital.buy("{\"item\": \"aimis/basic\", \"months\": 1}");
        for (String path :
                List.of(
                        "/studies/7%2F8?format=csv&feature=x",
                        "/v1/access?organization=other", "/?a=%20&&&", "/%E4%B8%AD")) {
            for (String method : List.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "PROPFIND")) {
                assertEquals(200, ask(method, PATH + path, asked(BASIC, "api")).status(), path);
            }
        }
    }

    /// Nothing of these may be read as `/v1/access`, which would answer 200.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../access",
                "/..;/access",
                "/x/../../access",
                "/%2e%2e/access",
                "/.%2e/access",
                "/./../access",
                "//../access"
            })
    void aPathThatLeadsElsewhereIsRefused(String path) {
        String question = "?organization=first-hospital&feature=aimis/basic&surface=API";
        Answer answer = ask("GET", PATH + path + question, asked(BASIC, "patient"));
        assertEquals(403, answer.status(), answer.text());
    }

    @Test
    void whateverIsWrongKeepsTheGateClosed() {
        Map<String, String> asked = asked(BASIC, "patient");
        for (String missing : asked.keySet()) {
            Map<String, String> less = new LinkedHashMap<>(asked);
            less.remove(missing);
            isClosed(ask(less), "INPUT_INVALID");
        }
        isClosed(ask(asked(BASIC, "phone")), "INPUT_INVALID");
        asked.put("Scrip-Organization", "no-hospital");
        isClosed(ask(asked), "UNKNOWN_ORGANIZATION");
        Map<String, String> other = asked(BASIC, "patient");
        other.put("Authorization", "Bearer " + key("ipc"));
        isClosed(ask(other), "FORBIDDEN");
        other.put("Authorization", "Bearer scrip_test_nothing");
        assertEquals("UNAUTHENTICATED", ask(other).is(401).header("Scrip-Reason"));
    }

    /// Who could name the realm could name one in which everything is bought.
    @Test
    void onlyAKeyIsAnsweredAndInItsRealmAlone() {
        Map<String, String> asked = asked(BASIC, "patient");
        asked.put("Scrip-Realm", "live");
        isClosed(ask(asked), "UNKNOWN_REALM");
        asked = asked(BASIC, "patient");
        asked.put("Authorization", "Bearer " + TestServer.TOKEN);
        asked.put("Scrip-Realm", hospital.caller().realm());
        isClosed(ask(asked), "FORBIDDEN");
    }

    @Test
    void whatKeepsTheGateClosedIsAProblemOfTheContract() {
        new Caller(TestServer.root(), key, null)
                .send("GET", PATH, null, asked(BASIC, "patient"))
                .is(403, "FORBIDDEN")
                .has("/detail", "access is DENIED: NOT_LICENSED");
        new Caller(TestServer.root(), "scrip_test_none", null).get(PATH).is(401, "UNAUTHENTICATED");
    }

    @Test
    void aHeaderThatIsThereTwiceIsNobodys() throws Exception {
        hospital.buy("{\"item\": \"aimis/basic\", \"months\": 1}");
        String request =
                "GET /v1/gate HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Authorization: Bearer %s\r\nScrip-Organization: first-hospital\r\n"
                                .formatted(key)
                        + "Scrip-Surface: patient\r\nScrip-Feature: aimis/basic\r\n%s\r\n";
        String once = Asked.raw(TestServer.server().port(), request.formatted(""));
        assertEquals("HTTP/1.1 200", once.substring(0, 12), once);
        String twice =
                Asked.raw(
                        TestServer.server().port(),
                        request.formatted("Scrip-Feature: aimis/statistics\r\n"));
        assertEquals("HTTP/1.1 403", twice.substring(0, 12), twice);
    }
}
