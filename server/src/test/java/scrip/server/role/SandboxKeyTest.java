package scrip.server.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Estate;
import scrip.server.Operation;
import scrip.server.TestServer;

/// What the keys of a sandbox get of the live realm: nothing, whether they name a realm or not.
class SandboxKeyTest {

    private static final Set<Integer> REFUSALS = Set.of(403, 404);

    private static final String ALL_OF_VENDOR =
            Permission.table().stream()
                    .filter(Permission::isForKeysOfVendor)
                    .filter(p -> !p.isBeyondRealms())
                    .map(p -> "\"" + p.code() + "\"")
                    .collect(Collectors.joining(", ", "\"vendor\": true, \"actions\": [", "]"));

    /// A key of a product of another sandbox, sent to a realm.
    static Caller ofProduct(String realm) {
        return made(
                "\"product\": \"aimis\","
                        + " \"actions\": [\"uses.write\", \"uses.correct\", \"access.read\"]",
                realm);
    }

    /// A key of the vendor of another sandbox, with all that such a key may have, sent to a realm.
    static Caller ofVendor(@Nullable String realm) {
        return made(ALL_OF_VENDOR, realm);
    }

    private static Caller made(String more, @Nullable String realm) {
        String secret =
                TestServer.sandbox("2026-03-01T09:00:00Z")
                        .post(
                                "/v1/keys",
                                "{\"name\": \"k\", \"expires_at\": \"%s\", %s}"
                                        .formatted(TenantTest.nextYear(), more))
                        .is(201)
                        .at("/secret");
        return new Caller(TestServer.root(), secret, realm);
    }

    private static Answer sent(Caller caller, Operation operation, Map<String, String> ids) {
        // What comes back of one's own request tells nothing.
        String body = operation.body(ids);
        return caller.send(
                operation.method(),
                operation.path(ids),
                body == null ? null : body.replace(Estate.MARK, "Sandbox"),
                Map.of("Idempotency-Key", "sandbox-key"));
    }

    private static boolean isBeyondRealms(Operation operation) {
        return Permission.table().stream()
                .filter(Permission::isBeyondRealms)
                .anyMatch(p -> operation.isPermission(p.code()));
    }

    @Test
    void aKeyOfTheVendorOfASandboxSeesNothingOfTheLiveRealm() {
        Caller live = TestServer.live();
        Map<String, String> ids = Estate.of(live, "live-of-the-sandbox-key").ids();
        Caller naming = ofVendor("live");
        Caller silent = ofVendor(null);
        List<String> found = new ArrayList<>();
        for (Operation operation : Operation.all()) {
            // The version of the program is that of no realm.
            if (operation.isOpen() || operation.path().equals("/v1/version")) {
                continue;
            }
            Answer named = sent(naming, operation, ids);
            if (!REFUSALS.contains(operation.status(named)) || isTold(named)) {
                found.add("to live: " + operation + " answered " + named.text());
            }
            // It names no realm, so that it asks its own sandbox, which may have the same names.
            Answer own = sent(silent, operation, ids);
            boolean refused = REFUSALS.contains(operation.status(own));
            if (isTold(own) || (isBeyondRealms(operation) && !refused)) {
                found.add("to its own: " + operation + " answered " + own.text());
            }
        }
        assertEquals(List.of(), found);
        String there = "/v1/organizations/" + ids.get("organization");
        assertTrue(isTold(live.get(there).is(200)), "the live organization is as it was");
        silent.get("/v1/organizations").is(200);
    }

    private static boolean isTold(Answer answer) {
        return answer.text().contains(Estate.MARK);
    }
}
