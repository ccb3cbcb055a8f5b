package scrip.server.key;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import scrip.server.Authenticator;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.role.TenantTest;

/// Nobody becomes another's key, and no key loosens what binds it.
class LineageTest {

    private static final String KEYS = Hospital.PATH + "/keys";
    private static final String FORBIDDEN = "FORBIDDEN";

    private final Hospital hospital = Hospital.open();
    private final String realm = hospital.caller().realm();
    private final Browser owner = Browser.member(Hospital.ID, "owner", realm);

    private static String wanted(String more) {
        return wanted("\"keys.write\", \"stock.read\"", more);
    }

    private static String wanted(String actions, String more) {
        return "{\"name\": \"ERP\", \"actions\": [%s], \"expires_at\": \"%s\"%s}"
                .formatted(actions, TenantTest.nextYear(), more);
    }

    private static Caller program(Answer made) {
        return new Caller(TestServer.root(), made.is(201).at("/secret"), null);
    }

    private static String of(Answer made) {
        return KEYS + "/" + made.is(201).at("/id");
    }

    private static String rotation(Answer made) {
        return of(made) + "/rotate";
    }

    /// Whoever saw the secret of the other's key would be the other.
    @Test
    void nobodyApprovesTheirOwnReturnWithAKeyOfAnother() {
        String order =
                hospital.order("{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}");
        hospital.post(
                        "/payments",
                        """
                        {"orders": ["%s"], "method": "transfer",
                         "amount": {"amount": "6000.00", "currency": "USD"}}
                        """
                                .formatted(order))
                .is(201);
        Browser first = Browser.staff("administrator", realm);
        Browser second = Browser.staff("administrator", realm);
        new Authenticator().addTo(first).is(201);
        new Authenticator().addTo(second).is(201);
        String id =
                first.post(
                                Hospital.PATH + "/returns",
                                """
                                {"amount": {"amount": "60.00", "currency": "USD"}, "to": "DE89 3704",
                                 "by": "me"}
                                """)
                        .is(201)
                        .at("/money_return/id");
        Answer made =
                second.post("/v1/keys", wanted("\"payments.record\"", ", \"vendor\": true"))
                        .is(201);
        String rotation = "/v1/keys/" + made.at("/id") + "/rotate";
        first.post(rotation, "{}").is(403, FORBIDDEN);
        hospital.caller().post(rotation, "{}").is(403, FORBIDDEN);
        Answer rotated = second.post(rotation, "{}").is(201);
        program(rotated)
                .post(Hospital.PATH + "/returns/" + id + "/approve", "{\"by\": \"the other\"}")
                .is(200);
    }

    @Test
    void aPersonRotatesTheirOwnKeysOnly() {
        Browser other = Browser.member(Hospital.ID, "owner", realm);
        Answer mine = owner.post(KEYS, wanted(""));
        other.post(rotation(mine), "{}").is(403, FORBIDDEN);
        // They end it all the same.
        other.delete(of(mine)).is(200);
        Answer again = owner.post(KEYS, wanted(""));
        program(owner.post(rotation(again), "{}")).get(Hospital.PATH + "/pools").is(200);
    }

    @Test
    void aKeyRotatesItselfAndKeysBelowItOnly() {
        Answer parent = owner.post(KEYS, wanted(", \"addresses\": [\"127.0.0.0/8\"]"));
        Answer child = program(parent).post(KEYS, wanted(""));
        Answer sibling = program(parent).post(KEYS, wanted(""));
        Answer grandchild = program(child).post(KEYS, wanted(""));
        program(child).post(rotation(parent), "{}").is(403, FORBIDDEN);
        program(child).post(rotation(sibling), "{}").is(403, FORBIDDEN);
        program(sibling).post(rotation(grandchild), "{}").is(403, FORBIDDEN);
        program(child).post(rotation(child), "{}").is(201);
        program(parent).post(rotation(grandchild), "{}").is(201);
    }

    @Test
    void onlyTheOperatorRotatesAKeyThatIsBoundToNobody() {
        Answer unbound = hospital.post("/keys", wanted(""));
        owner.post(rotation(unbound), "{}").is(403, FORBIDDEN);
        program(owner.post(KEYS, wanted(""))).post(rotation(unbound), "{}").is(403, FORBIDDEN);
        hospital.caller().post(rotation(unbound), "{}").is(201);
    }

    @Test
    void noKeyRaisesItsOwnLimit() {
        Answer parent = owner.post(KEYS, wanted(", \"units_per_second\": 200"));
        Caller program = program(parent);
        String more = "{\"units_per_second\": 1000000}";
        program.put(of(parent), more).is(403, FORBIDDEN);
        program.post(KEYS, wanted(", \"units_per_second\": 201")).is(403, FORBIDDEN);
        Answer child = program.post(KEYS, wanted("")).is(201).has("/units_per_second", "200");
        program(child).put(of(parent), more).is(403, FORBIDDEN);
        program(child).put(of(child), more).is(403, FORBIDDEN);
        program.put(of(child), "{\"units_per_second\": 100}").is(200);
        owner.put(of(parent), more).is(200);
    }

    /// Whatever its own number is: one that was written before, or by a person.
    @Test
    void aKeyAsksNoMoreThanTheKeyThatMadeIt() {
        Answer parent = owner.post(KEYS, wanted(", \"units_per_second\": 100"));
        Answer child = program(parent).post(KEYS, wanted(""));
        owner.put(of(child), "{\"units_per_second\": 1000000}").is(200);
        Caller program = program(child);
        boolean refused = false;
        for (int n = 0; n < 500 && !refused; n++) {
            refused = program.get(Hospital.PATH + "/pools").status() == 429;
        }
        assertTrue(refused, "500 requests of 25 units were answered to a key of 100 a second");
    }
}
