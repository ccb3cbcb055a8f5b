package scrip.server.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import scrip.server.Authenticator;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.database.Database;
import scrip.server.role.KeyUnits;
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
        hospital.overpay();
        Browser first = Browser.staff("administrator", realm);
        Browser second = Browser.staff("administrator", realm);
        new Authenticator().addTo(first).is(201);
        new Authenticator().addTo(second).is(201);
        String id = Hospital.proposeReturn(first);
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

    @Test
    void whatAKeyAsksCountsForEachKeyAboveIt() {
        Answer parent = owner.post(KEYS, wanted(", \"units_per_second\": 300"));
        Answer child = program(parent).post(KEYS, wanted(", \"units_per_second\": 200"));
        Answer grandchild = program(child).post(KEYS, wanted(", \"units_per_second\": 100"));
        UUID id = UUID.fromString(grandchild.is(201).at("/id"));
        Database database = TestServer.server().context().getBean(Database.class);
        KeyUnits units = database.readAll(sql -> KeyRights.of(sql, id, Instant.now())).units();
        assertEquals(
                new KeyUnits(
                        id.toString(),
                        100,
                        new KeyUnits(
                                child.at("/id"), 200, new KeyUnits(parent.at("/id"), 300, null))),
                units);
    }

    private static Answer batch(Caller program, String uses) {
        return program.send("POST", "/v1/uses/batch", uses, Map.of());
    }

    /// Whatever its own number is: one that was written before, or by a person.
    @Test
    void aKeyAsksNoMoreThanTheKeyThatMadeIt() {
        String actions = "\"keys.write\", \"uses.write\"";
        Answer parent = owner.post(KEYS, wanted(actions, ", \"units_per_second\": 100"));
        Answer child = program(parent).post(KEYS, wanted(actions, ""));
        String much = "\"units_per_second\": 1000000";
        owner.put(of(child), "{" + much + "}").is(200);
        // One request for more than the parent has at any time: no machine is too slow for it.
        String uses =
                IntStream.range(0, 200)
                        .mapToObj(n ->
                                """
                                {"organization": "%s", "resource": "aimis/cloud-inspection",
                                 "quantity": 1, "key": "unit-%d"}
                                """
                                        .formatted(Hospital.ID, n))
                        .collect(Collectors.joining(", ", "{\"uses\": [", "]}"));
        batch(program(child), uses)
                .is(400, "INPUT_INVALID")
                .has("/errors/0/detail", "are more than you may ask at once: at most 100");
        batch(program(owner.post(KEYS, wanted(actions, ", " + much))), uses).is(200);
    }
}
