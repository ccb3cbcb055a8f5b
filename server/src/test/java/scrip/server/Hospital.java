package scrip.server;

import java.util.Map;
import scrip.server.Caller.Answer;

/// A hospital in its own sandbox, with shortcuts for what tests do all the time.
public final class Hospital {

    public static final String ID = "first-hospital";
    public static final String PATH = "/v1/organizations/" + ID;
    public static final String INSPECTIONS =
            """
            {"item": "aimis/cloud-inspection", "plan": "by-quantity", "quantity": 1000,
             "storage_years": 5}
            """;

    private final Caller caller;

    private Hospital(Caller caller) {
        this.caller = caller;
    }

    /// A hospital with a signed agreement, on 1 March 2026 at 09:00 UTC.
    public static Hospital open() {
        Caller caller = TestServer.sandbox("2026-03-01T09:00:00Z");
        caller.put(
                        PATH,
                        """
                        {"kind": "INSTITUTION", "name": "First Hospital", "zone": "Asia/Shanghai",
                         "default_storage_years": 5}
                        """)
                .is(200)
                .has("/realm", caller.realm());
        caller.post(
                        PATH + "/agreements",
                        """
                        {"product": "aimis", "number": "A-1", "signer": "Dr Li",
                         "signed_on": "2026-02-20"}
                        """)
                .is(201);
        return new Hospital(caller);
    }

    public Caller caller() {
        return caller;
    }

    public Answer get(String path) {
        return caller.get(PATH + path);
    }

    public Answer post(String path, String body) {
        return caller.post(PATH + path, body);
    }

    /// Places an order of one line.
    public String order(String line) {
        return post("/orders", "{\"lines\": [" + line + "], \"terms_accepted\": true}")
                .is(201)
                .has("/state", "CONFIRMED")
                .at("/id");
    }

    public Answer pay(String order) {
        return post("/payments", "{\"orders\": [\"" + order + "\"], \"method\": \"SANDBOX\"}");
    }

    /// Buys one line; returns the id of the line, which is also that of its pack or service.
    public String buy(String line) {
        String order = order(line);
        pay(order).is(201).has("/orders/0/state", "ACTIVE");
        return get("/orders/" + order).is(200).at("/lines/0/id");
    }

    /// Orders something and transfers 100 USD too much.
    public void overpay() {
        String order = order("{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}");
        post(
                        "/payments",
                        """
                        {"orders": ["%s"], "method": "TRANSFER",
                         "amount": {"amount": "6000.00", "currency": "USD"}}
                        """
                                .formatted(order))
                .is(201);
    }

    /// Proposes to return 60 USD of what was paid too much; returns the id of the return.
    public static String proposeReturn(Browser by) {
        return by.post(
                        PATH + "/returns",
                        """
                        {"amount": {"amount": "60.00", "currency": "USD"}, "to": "DE89 3704",
                         "by": "me"}
                        """)
                .is(201)
                .at("/money_return/id");
    }

    public Answer use(long quantity, String key) {
        return caller.send(
                "POST",
                "/v1/uses",
                """
                {"organization": "first-hospital", "resource": "aimis/cloud-inspection",
                 "quantity": %d, "key": "%s"}
                """
                        .formatted(quantity, key),
                Map.of());
    }

    public void clock(String now) {
        caller.post("/v1/sandboxes/" + caller.realm() + "/clock", "{\"now\": \"" + now + "\"}")
                .is(200)
                .has("/now", now);
    }

    public Answer access(String feature, String surface) {
        return caller.get(
                "/v1/access?organization=first-hospital&feature=%s&surface=%s"
                        .formatted(feature, surface));
    }
}
