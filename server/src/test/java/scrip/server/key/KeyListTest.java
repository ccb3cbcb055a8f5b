package scrip.server.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Hospital;
import scrip.server.Overheard;
import scrip.server.TestServer;
import scrip.server.role.TenantTest;

/// What a list of keys, and a change of one, ask the database.
class KeyListTest {

    private static final String KEYS = Hospital.PATH + "/keys";
    private static final String LINES = "with recursive line";

    private final Hospital hospital = Hospital.open();
    private final Browser owner = Browser.member(Hospital.ID, "owner", hospital.caller().realm());
    private final Logger statements = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);

    private static String wanted(String actions) {
        return "{\"name\": \"ERP\", \"actions\": [%s], \"expires_at\": \"%s\"}"
                .formatted(actions, TenantTest.nextYear());
    }

    /// The statements about keys, and about what their makers may do, that were run meanwhile.
    private List<String> asked(Runnable work) {
        statements.setLevel(Level.DEBUG);
        statements.setAdditive(false);
        try (Overheard overheard = Overheard.of(JdbcTemplate.class.getName())) {
            work.run();
            return overheard.messages().stream()
                    .filter(m -> m.contains("Executing prepared SQL statement"))
                    .filter(m ->
                            m.contains("api_keys")
                                    || m.contains("api_secrets")
                                    || m.contains("staff")
                                    || m.contains("members")
                                    || m.contains("persons")
                                    || m.contains("audit_entries"))
                    .toList();
        } finally {
            statements.setLevel(null);
            statements.setAdditive(true);
        }
    }

    private void assertAsksTwice(int keys) {
        List<String> asked =
                asked(() ->
                        hospital.get("/keys?limit=100")
                                .is(200)
                                .has("/items/" + (keys - 1) + "/lost_actions/0", "orders.write")
                                .has("/items/" + keys + "/id", ""));
        assertEquals(2, asked.size(), () -> String.join("\n", asked));
    }

    @Test
    void aListOfKeysAsksTheDatabaseTwiceWhateverItsLength() {
        String person = owner.get("/v1/session").is(200).at("/person/id");
        Answer parent =
                owner.post(KEYS, wanted("\"orders.write\", \"keys.write\", \"stock.read\""));
        Caller program = new Caller(TestServer.root(), parent.is(201).at("/secret"), null);
        program.post(KEYS, wanted("\"orders.write\", \"stock.read\"")).is(201);
        owner.post(KEYS, wanted("\"orders.write\"")).is(201);
        for (int n = 3; n < 50; n++) {
            if (n == 3) {
                lower(person);
                assertAsksTwice(3);
                raise(person);
            }
            Answer made =
                    n % 2 == 0
                            ? program.post(KEYS, wanted("\"orders.write\", \"stock.read\""))
                            : owner.post(KEYS, wanted("\"orders.write\""));
            made.is(201);
        }
        lower(person);
        assertAsksTwice(50);
    }

    private void lower(String person) {
        Browser.member(Hospital.ID, "owner", hospital.caller().realm())
                .put(Hospital.PATH + "/people/" + person, "{\"roles\": [\"VIEWER\"]}")
                .is(200);
    }

    private void raise(String person) {
        Browser.member(Hospital.ID, "owner", hospital.caller().realm())
                .put(Hospital.PATH + "/people/" + person, "{\"roles\": [\"OWNER\"]}")
                .is(200);
    }

    @Test
    void aKeyOfTheListHasItsSecretsNewestFirst() {
        Answer made = owner.post(KEYS, wanted("\"orders.write\"")).is(201);
        Answer rotated = owner.post(KEYS + "/" + made.at("/id") + "/rotate", "{}").is(201);
        hospital.get("/keys")
                .is(200)
                .has("/items/0/id", made.at("/id"))
                .has("/items/0/secrets/0/hint", rotated.at("/secrets/0/hint"))
                .has("/items/0/secrets/1/hint", made.at("/secrets/0/hint"))
                .has("/items/1/id", "");
        owner.delete(KEYS + "/" + made.at("/id")).is(200);
        hospital.get("/keys")
                .is(200)
                .has("/items/0/id", made.at("/id"))
                .has("/items/0/secrets/0/id", "");
    }

    /// All changes wait for one another, up to the entry in the audit log.
    @Test
    void whatAKeyHasLostIsReadWhenNobodyWaitsForIt() {
        Answer made = owner.post(KEYS, wanted("\"orders.write\"")).is(201);
        String one = "/keys/" + made.at("/id");
        List<String> asked =
                asked(() ->
                        hospital.caller()
                                .put(Hospital.PATH + one, "{\"units_per_second\": 200}")
                                .is(200));
        int changed = last(asked, "insert into audit_entries");
        assertTrue(changed >= 0 && last(asked, LINES) > changed, () -> String.join("\n", asked));
        assertEquals(1, asked.stream().filter(s -> s.contains(LINES)).count());
        List<String> ended = asked(() -> hospital.caller().delete(Hospital.PATH + one).is(200));
        assertTrue(ended.stream().noneMatch(s -> s.contains(LINES)));
    }

    private static int last(List<String> asked, String part) {
        for (int i = asked.size() - 1; i >= 0; i--) {
            if (asked.get(i).contains(part)) {
                return i;
            }
        }
        return -1;
    }
}
