package scrip.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import scrip.server.Caller;
import scrip.server.Caller.Answer;

/// A request, the same for both ports.
record Sent(String what, String method, String path, String body, Map<String, String> headers) {

    static final String REALM = "metering";
    static final String USE =
            "{\"organization\": \"a\", \"resource\": \"aimis/cloud-inspection\", \"quantity\": 1,"
                    + " \"storage_years\": 5, \"key\": \"%s\"}";
    static final String HOLD =
            "{\"organization\": \"a\", \"resource\": \"aimis/cloud-inspection\", \"quantity\": 2,"
                    + " \"storage_years\": 5, \"key\": \"%s\"}";
    static final String SETTLED = "{\"organization\": \"a\", \"key\": \"%s\"}";
    static final String EVENT =
            "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/pacs\", \"type\":"
                    + " \"scrip.study.received\", \"data\": {\"organization\": \"a\","
                    + " \"storage_years\": 5}}";
    static final String ACCESS =
            "/v1/access?organization=a&feature=aimis/cloud-inspection&surface=API&storage_years=5";
    static final String QUESTION =
            "{\"organization\": \"a\", \"feature\": \"aimis/cloud-inspection\", \"surface\": \"API\"}";

    static Sent post(String path, String body) {
        return new Sent("good", "POST", path, body, Map.of());
    }

    static Sent get(String path) {
        return new Sent("good", "GET", path, "", Map.of());
    }

    Sent called(String name) {
        return new Sent(name, method, path, body, headers);
    }

    Sent with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Sent(what, method, path, body, more);
    }

    Sent by(String otherMethod) {
        return new Sent(what, otherMethod, path, body, headers);
    }

    Answer to(String root, String token) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("X-Request-Id", "asked-of-both");
        if (!token.isEmpty()) {
            all.put("Authorization", "Bearer " + token);
        }
        all.put("Scrip-Realm", REALM);
        if (!body.isEmpty()) {
            all.put("Content-Type", "application/json");
        }
        all.putAll(headers);
        all.values().removeIf(String::isEmpty);
        return new Caller(root, null, null)
                .sendBytes(method, path, body.getBytes(StandardCharsets.UTF_8), all);
    }

    @Override
    public String toString() {
        return what + ": " + method + " " + path;
    }

    /// What both ports are asked.
    static Stream<Sent> requests() {
        return Stream.of(good(), malformed(), refused(), misdirected()).flatMap(s -> s);
    }

    private static Stream<Sent> good() {
        return Stream.of(
                Sent.post("/v1/uses", USE.formatted("one")),
                Sent.post("/v1/uses", USE.formatted("one")).called("repeated"),
                Sent.post("/v1/uses", USE.replace(", \"key\": \"%s\"", ""))
                        .with("Idempotency-Key", "in-the-header"),
                Sent.post(
                        "/v1/uses/batch",
                        "{\"uses\": [%s, {}, %s]}"
                                .formatted(USE.formatted("two"), USE.formatted("three"))),
                Sent.post("/v1/holds", HOLD.formatted("hold-1")),
                Sent.post("/v1/holds/hold-1/capture", SETTLED.formatted("capture-1")),
                Sent.post("/v1/holds", HOLD.formatted("hold-2")),
                Sent.post("/v1/holds/hold-2/release", SETTLED.formatted("release-2")),
                Sent.get(ACCESS),
                Sent.get(ACCESS + "&signed=true").called("signed"),
                Sent.get(ACCESS + "&as_of=2026-03-01T08:00:00Z").called("of the past"),
                Sent.post("/v1/access/batch", "{\"questions\": [%s, {}]}".formatted(QUESTION)),
                Sent.post("/v1/events", EVENT).with("Content-Type", "application/cloudevents+json"),
                Sent.post("/v1/events", "[" + EVENT + ", 7]")
                        .with("Content-Type", "application/cloudevents-batch+json"),
                Sent.post("/v1/uses", USE.formatted("typed"))
                        .with("Content-Type", "application/json; charset=utf-8"));
    }

    private static Stream<Sent> malformed() {
        String many = String.join(", ", Collections.nCopies(1_001, "{}"));
        return Stream.of(
                Sent.post("/v1/uses", "{\"organization\": \"A\", \"quantity\": \"1\", \"more\": 1}")
                        .called("all faults"),
                Sent.post("/v1/uses", "{\"organization\": ").called("no JSON"),
                Sent.post("/v1/uses", "[1]").called("no object"),
                Sent.post("/v1/uses", "").called("no body"),
                Sent.post("/v1/uses", USE.formatted("\\ud800")).called("half a character"),
                Sent.post("/v1/uses", " ".repeat(1_000_001)).called("too large"),
                Sent.post("/v1/uses/batch", " ".repeat(4_000_001)).called("too large"),
                Sent.post("/v1/uses/batch", "{\"uses\": [" + many + "]}").called("too many"),
                Sent.post("/v1/uses", USE.formatted("k")).with("Content-Type", "text/plain"),
                Sent.post("/v1/uses", USE.formatted("k")).with("Content-Type", ""),
                Sent.post("/v1/uses", USE.formatted("k")).with("Idempotency-Key", "another"),
                Sent.post("/v1/uses?extra=1", USE.formatted("k")).called("unknown parameter"),
                Sent.get("/v1/access?organization=A&surface=TV&feature=%FF").called("all faults"),
                Sent.get("/v1/access?organization=a&organization=b").called("twice"),
                Sent.get(ACCESS + "&format=csv").called("no list"),
                Sent.get(ACCESS).by("DELETE"));
    }

    private static Stream<Sent> refused() {
        return Stream.of(
                Sent.post("/v1/uses", USE.formatted("one").replace(": 1", ": 2"))
                        .called("key reused"),
                Sent.post("/v1/uses", USE.formatted("far").replace("\"a\"", "\"nobody\""))
                        .called("unknown organization"),
                Sent.post("/v1/uses", USE.formatted("r").replace("cloud-inspection", "no-such"))
                        .called("unknown resource"),
                Sent.post("/v1/holds/no-hold/capture", SETTLED.formatted("c"))
                        .called("unknown hold"),
                Sent.post("/v1/uses", USE.formatted("k")).with("Scrip-Realm", "no-realm"),
                Sent.post("/v1/uses", USE.formatted("k")).with("Origin", "https://evil.example"),
                Sent.post("/v1/uses", USE.formatted("k")).with("Sec-Fetch-Site", "cross-site"),
                Sent.post("/v1/uses", USE.formatted("k")).with("Authorization", "Basic eDp5"),
                Sent.post("/v1/uses", USE.formatted("k")).with("Authorization", "Bearer wrong"),
                Sent.get(ACCESS).with("Authorization", "Bearer scrip_test_wrong"),
                Sent.get(ACCESS).with("Authorization", "").called("nobody"),
                Sent.get("/v1/gate").called("no gateway's key"),
                Sent.get("/v1/gate").with("Authorization", "").called("nobody"),
                Sent.post("/v1/events", EVENT).called("an event as JSON, known already"),
                Sent.get(ACCESS).with("Cookie", "scrip_session=ended").with("Authorization", ""));
    }

    private static Stream<Sent> misdirected() {
        return Stream.of(
                Sent.get("/v1/uses").called("other method"),
                Sent.post("/v1/access", "{}").called("other method"),
                Sent.post("/v1/holds", "{}").by("PUT"),
                Sent.get("/v1/uses/batch").by("OPTIONS"),
                Sent.get("/v1/nothing").called("unknown path"),
                Sent.get("/v1/uses/").called("unknown path"),
                Sent.get("/nothing/at/all").called("unknown path"));
    }
}
