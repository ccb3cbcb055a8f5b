package scrip.server.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PackId;
import scrip.server.Caller;
import scrip.server.Hospital;
import scrip.server.http.Json;
import scrip.server.ledger.Samples;
import tools.jackson.databind.JsonNode;

/// The history uses the words of the contract, with a schema for each type of fact.
class HistoryTest {

    private static final String HISTORY = Hospital.PATH + "/history";
    private static final Instant AT = Instant.parse("2026-03-01T09:00:00Z");
    private static final PackId PACK =
            new PackId(UUID.fromString("0199aa00-0000-7000-8000-0000abcd1234"));

    /// Names of components of `core` for which the contract uses other words.
    private static final Set<String> STORED =
            Set.of(
                    "drawn",
                    "draws",
                    "holder",
                    "owed_units",
                    "redrawn",
                    "unowed",
                    "passed",
                    "paid_by",
                    "phase",
                    "remind_from",
                    "reminded",
                    "anchor",
                    "lapses_at",
                    "stage",
                    "on_hold",
                    "minor",
                    "pool");

    static List<Class<?>> types() {
        return Samples.alternatives(Fact.class);
    }

    private static String page(Class<?> type, boolean full) {
        Fact fact = (Fact) new Samples(full).of(type);
        FactViews views = new FactViews(new OrganizationId("a"), (_, _) -> PACK);
        return "{\"items\": ["
                + Json.textOrNull(views.of(new Entry(7, AT, AT, fact)))
                + "], \"next\": \"7\"}";
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyFactFitsTheContract(Class<?> type) {
        for (boolean full : List.of(true, false)) {
            String page = page(type, full);
            assertTrue(Caller.isOfContract(HISTORY, page), page);
            assertTrue(page.contains("\"type\":\"" + name(type) + "\""), page);
            String other = page.replace("\"fact\":{", "\"fact\":{\"more\":1,");
            assertFalse(Caller.isOfContract(HISTORY, other.replace("1,}", "1}")), other);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void noWordOfTheStorageFormatIsShown(Class<?> type) {
        String page = page(type, true);
        Set<String> names = new TreeSet<>();
        names(Json.tree(page).at("/items/0"), names);
        for (String name : names) {
            assertTrue(name.matches("[a-z0-9]+(_[a-z0-9]+)*") || name.startsWith("text"), name);
            assertFalse(STORED.contains(name), name + " in " + page);
        }
        assertFalse(page.matches("(?s).*\"[^\"]*@[0-9]+\".*"), page);
    }

    private static void names(JsonNode node, Set<String> to) {
        node.properties().forEach(p -> to.add(p.getKey()));
        node.forEach(n -> names(n, to));
    }

    @Test
    void everyTypeIsInTheContract() {
        Set<String> promised = new TreeSet<>();
        for (String line : Caller.contract().lines().toList()) {
            if (line.matches("    [A-Za-z]+Fact:")) {
                promised.add(line.strip().replace("Fact:", ""));
            }
        }
        assertEquals(new TreeSet<>(types().stream().map(Class::getSimpleName).toList()), promised);
    }

    @Test
    void aUseShowsItsTermItsPacksAndTheArrears() {
        Hospital hospital = Hospital.open();
        hospital.buy(Hospital.INSPECTIONS);
        String pack = hospital.get("/packs").at("/items/0/id");
        hospital.use(1400, "monday").is(201);
        JsonNode use = last(hospital, "USE_BOOKED");
        assertEquals("aimis/cloud-inspection", use.at("/fact/resource").asString());
        assertEquals(5, use.at("/fact/storage_years").asInt());
        assertEquals(pack, use.at("/fact/used/0/pack").asString());
        assertEquals(1000, use.at("/fact/used/0/units").asLong());
        assertEquals(400, use.at("/fact/arrears").asLong());
        hospital.buy(Hospital.INSPECTIONS);
        JsonNode repaid = last(hospital, "ARREARS_REPAID");
        assertEquals(use.at("/seq").asLong(), repaid.at("/fact/repaid/0/use").asLong());
        assertEquals(400, repaid.at("/fact/repaid/0/units").asLong());
        JsonNode issued = last(hospital, "PACK_ISSUED");
        assertEquals("ACTIVE", issued.at("/fact/pack/state").asString());
        assertEquals(1000, issued.at("/fact/pack/available").asLong());
    }

    @Test
    void aPurchaseIsShownAsItStoodThen() {
        Hospital hospital = Hospital.open();
        hospital.buy("{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}");
        JsonNode license = last(hospital, "LICENSE_GRANTED").at("/fact/license");
        assertEquals(Hospital.ID, license.at("/for").asString());
        assertEquals("ACTIVE", license.at("/state").asString());
        hospital.clock("2026-06-01T09:00:00Z");
        // It books what fell due.
        hospital.order("{\"item\": \"aimis/delivery\"}");
        assertEquals(
                "ACTIVE", last(hospital, "LICENSE_GRANTED").at("/fact/license/state").asString());
        JsonNode notice = last(hospital, "NOTICED");
        assertEquals("LICENSE", notice.at("/fact/subject/kind").asString(), notice.toString());
        assertEquals(
                license.at("/id").asString(),
                notice.at("/fact/subject/id").asString(),
                notice.toString());
        assertEquals(Hospital.ID, notice.at("/fact/subject/for").asString());
    }

    /// What the API calls a type of facts: `ORDER_PLACED`.
    private static String name(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    /// The last fact of a type.
    private static JsonNode last(Hospital hospital, String type) {
        JsonNode found = null;
        for (JsonNode fact : hospital.get("/history?limit=200").is(200).json().at("/items")) {
            found = fact.at("/type").asString().equals(type) ? fact : found;
        }
        return Objects.requireNonNull(found, type);
    }
}
