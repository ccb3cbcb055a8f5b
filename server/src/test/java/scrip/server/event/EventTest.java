package scrip.server.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.role.TenantTest;

/// CloudEvents are booked as the uses that the catalog says they are.
class EventTest {

    private static final String PATH = "/v1/events";
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String TYPE = "scrip.study.received";

    private final Hospital hospital = Hospital.open();
    private final Caller product = key("aimis");

    private Caller key(String of) {
        return new Caller(
                TestServer.root(),
                hospital.caller()
                        .post(
                                "/v1/keys",
                                """
                                {"name": "events", "product": "%s", "actions": ["uses.write"],
                                 "expires_at": "%s"}
                                """
                                        .formatted(of, TenantTest.nextYear()))
                        .is(201)
                        .at("/secret"),
                null);
    }

    private static String event(String id, String more, String data) {
        return """
        {"specversion": "1.0", "id": "%s", "source": "/pacs/1", "type": "%s"%s,
         "data": {"organization": "first-hospital"%s}}
        """
                .formatted(id, TYPE, more, data);
    }

    private static Answer send(Caller caller, String type, String body) {
        return caller.send("POST", PATH, body, Map.of("Content-Type", type));
    }

    private Answer send(String body) {
        return send(product, STRUCTURED, body);
    }

    private static Map<String, String> binary(String id, String... more) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("ce-specversion", "1.0");
        headers.put("ce-id", id);
        headers.put("ce-source", "/pacs/1");
        headers.put("ce-type", TYPE);
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return headers;
    }

    private Answer sendBinary(Map<String, String> headers) {
        return product.send("POST", PATH, "{\"organization\": \"first-hospital\"}", headers);
    }

    private void left(long units) {
        hospital.get("/packs").is(200).has("/items/0/available", Long.toString(units));
    }

    @Test
    void anEventIsBookedOnceInWhicheverModeItIsRepeated() {
        hospital.buy(Hospital.INSPECTIONS);
        String event = event("1", ", \"subject\": \"study-1\"", "");
        Answer first = send(event).is(201).has("/result", "BOOKED").has("/available", "999");
        assertEquals(first.text(), send(event).is(201).text());
        assertEquals(first.text(), sendBinary(binary("1", "ce-subject", "study-1")).is(201).text());
        Answer batch = send(product, BATCH, "[" + event + "]").is(200);
        assertEquals(first.json(), batch.json().at("/answers/0/answer"));
        send(event("1", ", \"subject\": \"other\"", "")).is(409, "KEY_REUSED");
        left(999);
        String key = batch.at("/answers/0/key");
        assertTrue(key.startsWith("event:"), key);
        hospital.get("/uses").is(200).has("/items/0/key", key).has("/items/0/subject", "study-1");
    }

    @Test
    void sourceAndIdTogetherNameAnEvent() {
        hospital.buy(Hospital.INSPECTIONS);
        sendBinary(binary("21", "ce-source", "/pacs/1")).is(201);
        sendBinary(binary("1", "ce-source", "/pacs/12")).is(201);
        left(998);
    }

    @Test
    void eachEventOfABatchIsAnsweredByItself() {
        hospital.buy(Hospital.INSPECTIONS);
        Answer answer =
                send(
                                product,
                                BATCH,
                                "["
                                        + String.join(
                                                ", ",
                                                event("1", "", ""),
                                                event("2", "", "").replace(TYPE, "org.other"),
                                                event("3", "", "").replace("first", "second"),
                                                "7",
                                                event("5", "", "").replace("1.0", "0.3"),
                                                event("6", "", "").replace("organization", "where"),
                                                event("1", "", ""))
                                        + "]")
                        .is(200);
        List<String> statuses =
                IntStream.range(0, 7)
                        .mapToObj(i -> answer.at("/answers/" + i + "/status"))
                        .toList();
        assertEquals(List.of("201", "400", "404", "400", "400", "400", "201"), statuses);
        answer.has("/answers/1/problem/code", "INPUT_INVALID")
                .has("/answers/2/problem/code", "UNKNOWN_ORGANIZATION");
        assertTrue(
                answer.at("/answers/5/problem/detail").contains("/data/organization"),
                answer.text());
        left(999);
        send(product, BATCH, "[]").is(400, "INPUT_INVALID");
        send(product, BATCH, "{}").is(400, "INPUT_INVALID");
    }

    @Test
    void timeAndDataGoIntoTheUse() {
        hospital.buy(Hospital.INSPECTIONS);
        send(event("1", ", \"time\": \"2026-02-01T08:00:00+08:00\"", ", \"storage_years\": 5"))
                .is(201)
                .has("/late", "true")
                .has("/storage_years", "5");
        send(event("2", "", ", \"storage_years\": \"five\"")).is(400, "INPUT_INVALID");
        send(event("3", ", \"time\": \"yesterday\"", "")).is(400, "INPUT_INVALID");
    }

    /// What happened is told, not asked: it is booked also where nothing is left.
    @Test
    void anEventIsReported() {
        send(event("1", "", "")).is(201).has("/arrears", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%E8%83%B8%E9%83%A8 CT 100%25", "%e8%83%b8%e9%83%a8%20CT%20100%25"})
    void headersAreDecoded(String sent) {
        hospital.buy(Hospital.INSPECTIONS);
        sendBinary(binary("1", "ce-subject", sent)).is(201);
        hospital.get("/uses").is(200).has("/items/0/subject", "胸部 CT 100%");
    }

    /// As some senders write them: the bytes of UTF-8 as they are.
    @Test
    void rawUtf8InHeadersIsReadToo() throws Exception {
        hospital.buy(Hospital.INSPECTIONS);
        String body = "{\"organization\": \"first-hospital\"}";
        String request =
                "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Authorization: Bearer "
                        + product.token()
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\nce-specversion: 1.0\r\nce-id: 1\r\nce-source: /pacs/1\r\nce-type: "
                        + TYPE
                        + "\r\nce-subject: 胸部\r\n\r\n"
                        + body;
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), TestServer.server().port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 201"), answer);
        }
        hospital.get("/uses").is(200).has("/items/0/subject", "胸部");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%", "%zz", "%e8%83", "%ff"})
    void malformedHeadersAreRefused(String sent) {
        sendBinary(binary("1", "ce-subject", sent)).is(400, "INPUT_INVALID");
    }

    @Test
    void aKeyBooksTheEventsOfItsProductAlone() {
        send(key("ipc"), STRUCTURED, event("1", "", "")).is(403, "FORBIDDEN");
        send(hospital.caller(), STRUCTURED, event("1", "", "")).is(201);
        send(product, "text/plain", "x").is(415, "MEDIA_TYPE_NOT_SUPPORTED");
    }
}
