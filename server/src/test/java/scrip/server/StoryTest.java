package scrip.server;

import org.junit.jupiter.api.Test;
import scrip.server.Caller.Answer;

/// The story of the README, and what belongs to it, by HTTP.
class StoryTest {

    private static final String HOSPITAL = "/v1/organizations/first-hospital";

    private static Caller hospital() {
        Caller caller = TestServer.sandbox("2026-03-01T09:00:00Z");
        caller.put(
                        HOSPITAL,
                        """
                        {"kind": "institution", "name": "First Hospital", "zone": "Asia/Shanghai",
                         "default_storage_years": 5}
                        """)
                .is(200)
                .has("/realm", caller.realm())
                .has("/zone", "Asia/Shanghai");
        caller.post(
                        HOSPITAL + "/agreements",
                        """
                        {"product": "aimis", "number": "A-1", "signer": "Dr Li",
                         "signed_on": "2026-02-20"}
                        """)
                .is(201);
        return caller;
    }

    private static void buy(Caller caller, String line) {
        String order =
                caller.post(
                                HOSPITAL + "/orders",
                                "{\"lines\": [" + line + "], \"terms_accepted\": true}")
                        .is(201)
                        .has("/state", "CONFIRMED")
                        .at("/id");
        caller.post(
                        HOSPITAL + "/payments",
                        "{\"orders\": [\"" + order + "\"], \"method\": \"sandbox\"}")
                .is(201)
                .has("/orders/0/state", "ACTIVE");
    }

    private static Answer use(Caller caller, long quantity, String key) {
        return caller.send(
                "POST",
                "/v1/uses",
                """
                {"organization": "first-hospital", "resource": "aimis/cloud-inspection",
                 "quantity": %d, "key": "%s"}
                """
                        .formatted(quantity, key),
                java.util.Map.of());
    }

    private static void clock(Caller caller, String now) {
        caller.post("/v1/sandboxes/" + caller.realm() + "/clock", "{\"now\": \"" + now + "\"}")
                .is(200)
                .has("/now", now);
    }

    private static Answer access(Caller caller, String feature, String surface) {
        return caller.get(
                "/v1/access?organization=first-hospital&feature=%s&surface=%s"
                        .formatted(feature, surface));
    }

    @Test
    void buyUseRunOutBeSuspendedTopUpBeRestored() {
        Caller caller = hospital();
        buy(
                caller,
                """
                {"item": "aimis/cloud-inspection", "plan": "by-quantity", "quantity": 1000,
                 "storage_years": 5}
                """);
        use(caller, 900, "study-1").is(201).has("/available", "100").has("/arrears", "0");
        use(caller, 600, "study-2").is(201).has("/available", "0").has("/arrears", "500");
        String feature = "aimis/cloud-inspection";
        access(caller, feature, "api").is(200).has("/access", "ALLOWED").has("/arrears", "500");

        clock(caller, "2026-03-02T09:00:00Z");
        access(caller, feature, "api").is(200).has("/access", "DENIED").has("/reason", "SUSPENDED");
        access(caller, feature, "console").is(200).has("/access", "READ_ONLY");
        use(caller, 1, "study-3").is(402, "SUSPENDED");

        buy(
                caller,
                """
                {"item": "aimis/cloud-inspection", "plan": "by-quantity", "quantity": 1000,
                 "storage_years": 5}
                """);
        access(caller, feature, "api").is(200).has("/access", "ALLOWED").has("/available", "500");
        use(caller, 1, "study-3").is(201).has("/available", "499");
        caller.get(HOSPITAL + "/pools")
                .is(200)
                .has("/pools/0/state", "ACTIVE")
                .has("/pools/0/used", "1501");
        caller.get(HOSPITAL + "/pools?as_of=2026-03-01T09:00:00Z")
                .is(200)
                .has("/pools/0/arrears", "500");
        String told = caller.get(HOSPITAL + "/notices").is(200).text();
        for (String code : new String[] {"ARREARS_STARTED", "SUSPENDED", "RESTORED"}) {
            org.junit.jupiter.api.Assertions.assertTrue(told.contains(code), told);
        }
    }

    @Test
    void aSubscriptionEndsIsSuspendedAndIsRestoredByItsRenewal() {
        Caller caller = hospital();
        buy(caller, "{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}");
        String feature = "pre-consultation-assistant";
        access(caller, feature, "patient").is(200).has("/access", "ALLOWED");
        caller.get(HOSPITAL + "/licenses")
                .is(200)
                .has("/licenses/0/state", "ACTIVE")
                .has("/licenses/0/until", "2026-04-01T16:00:00Z")
                .has("/licenses/0/suspends_at", "2026-04-02T16:00:00Z");

        clock(caller, "2026-04-01T16:00:00Z");
        access(caller, feature, "patient").is(200).has("/access", "ALLOWED");
        clock(caller, "2026-04-02T16:00:00Z");
        access(caller, feature, "patient").is(200).has("/access", "DENIED");
        access(caller, feature, "console").is(200).has("/access", "READ_ONLY");

        buy(caller, "{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}");
        access(caller, feature, "patient").is(200).has("/access", "ALLOWED");
        caller.get(HOSPITAL + "/licenses?as_of=2026-04-02T15:59:59Z")
                .is(200)
                .has("/licenses/0/state", "ARREARS");
    }

    @Test
    void theClockOfASandboxNeverGoesBack() {
        Caller caller = TestServer.sandbox("2026-03-01T09:00:00Z");
        caller.post(
                        "/v1/sandboxes/" + caller.realm() + "/clock",
                        "{\"now\": \"2026-03-01T08:59:59Z\"}")
                .is(409, "CLOCK_NOT_BACK");
        caller.put("/v1/sandboxes/" + caller.realm(), "{\"now\": \"2020-01-01T00:00:00Z\"}")
                .is(200)
                .has("/now", "2026-03-01T09:00:00Z");
        caller.put("/v1/sandboxes/live", "{\"now\": \"2026-03-01T09:00:00Z\"}")
                .is(409, "CLOCK_NOT_MOVABLE");
    }
}
