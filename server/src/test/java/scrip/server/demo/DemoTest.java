package scrip.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.core.ledger.Account;
import scrip.core.ledger.Kept;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.order.MoneyReturn;
import scrip.core.order.Order;
import scrip.core.order.OrderState;
import scrip.core.order.SalesRequest;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Pack;
import scrip.core.pack.PackPhase;
import scrip.core.pack.PackState;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolState;
import scrip.core.service.ServiceState;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Server;
import scrip.server.ServerOptions;
import scrip.server.TestServer;
import scrip.server.database.DatabaseLocation;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Reading;
import scrip.server.ledger.Realm;
import scrip.server.signin.EmergencyUse;
import scrip.server.trail.AuditChain;
import scrip.server.verify.Verification;
import tools.jackson.databind.JsonNode;

/// The demo as `./scrip start --demo` plays it: a newcomer sees every state there is, everybody
/// whom the README names can sign in, and none of it is a way into a real installation.
class DemoTest {

    private static final String PASSWORD = "look around freely";

    @TempDir private static Path folder;

    private static Server server;
    private static List<Reading> all;
    private static JsonNode desk;

    @BeforeAll
    static void play() throws Exception {
        server = start("127.0.0.1", null);
        Ledger ledger = server.ledger();
        Realm realm = ledger.realms().find("demo").orElseThrow();
        Caller sales = as("sales@vendor.example");
        all =
                sales.get("/v1/organizations?limit=200")
                        .is(200)
                        .json()
                        .at("/items")
                        .valueStream()
                        .map(o -> new OrganizationId(o.at("/id").asString()))
                        .map(o -> ledger.read(realm, o))
                        .toList();
        desk = sales.get("/v1/desk").is(200).json();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Server start(String host, @Nullable String origin) throws Exception {
        return Server.start(
                new ServerOptions(
                                new DatabaseLocation.Scratch(),
                                host,
                                0,
                                folder.resolve("token"),
                                TestServer.TOKEN,
                                origin,
                                true)
                        .with(EmergencyUse.UNRECORDED));
    }

    private static Caller as(String who) {
        Caller nobody = new Caller("http://127.0.0.1:" + server.port(), null, "demo");
        Caller.Answer session =
                nobody.send(
                                "POST",
                                "/v1/session",
                                "{\"email\": \"%s\", \"password\": \"%s\"}"
                                        .formatted(who, PASSWORD),
                                Map.of())
                        .is(200);
        String cookie = session.header("Set-Cookie").split(";", 2)[0];
        return nobody.with(Map.of("Cookie", cookie, "X-CSRF-Token", session.at("/csrf_token")));
    }

    private static Set<Order> orders() {
        Set<Order> orders = new HashSet<>();
        all.forEach(r -> orders.addAll(r.account().trade().orders().values()));
        return orders;
    }

    private static List<Pool> pools() {
        List<Pool> pools = new ArrayList<>();
        all.forEach(r -> pools.addAll(r.account().stock().pools().values()));
        return pools;
    }

    private static <E extends Enum<E>> void everyOneOf(Class<E> type, Set<E> seen) {
        assertEquals(
                EnumSet.allOf(type), seen.isEmpty() ? EnumSet.noneOf(type) : EnumSet.copyOf(seen));
    }

    @Test
    void everyStateOfAnOrderOccurs() {
        Set<OrderState> states = new TreeSet<>();
        orders().forEach(o -> states.add(o.state()));
        everyOneOf(OrderState.class, states);
        assertTrue(orders().stream().anyMatch(Order::recalled));
        assertTrue(orders().stream().anyMatch(Order::byVendor));
        assertTrue(
                orders().stream()
                        .anyMatch(o -> o.state() == OrderState.CONFIRMED && o.paid().isPositive()),
                "part of a transfer has come");
    }

    @Test
    void everyStateOfALicenseOccurs() {
        Set<LicenseState> states = new TreeSet<>();
        Set<License.Form> forms = new TreeSet<>();
        boolean told = false;
        for (Reading reading : all) {
            for (License license : reading.account().rights().licenses()) {
                states.add(license.state(reading.now()));
                forms.add(license.form());
                told |=
                        license.endsAtUntil()
                                && license.form() == License.Form.SUBSCRIPTION
                                && license.state(reading.now()) == LicenseState.ACTIVE;
            }
        }
        everyOneOf(LicenseState.class, states);
        everyOneOf(License.Form.class, forms);
        assertTrue(told, "one is told to end");
    }

    @Test
    void everyStateOfAPackAndAPoolOccurs() {
        Set<PackState> packs = new TreeSet<>();
        Set<PackPhase> phases = new TreeSet<>();
        Set<PoolState> states = new TreeSet<>();
        long held = 0;
        for (Pool pool : pools()) {
            states.add(pool.state());
            for (Pack pack : pool.packs()) {
                packs.add(pack.state());
                phases.add(pack.phase());
                held += pack.held();
            }
        }
        everyOneOf(PackState.class, packs);
        everyOneOf(PackPhase.class, phases);
        everyOneOf(PoolState.class, states);
        assertTrue(held > 0, "nothing is held");
    }

    @Test
    void everyStateOfAServiceOccurs() {
        Set<ServiceState> states = new TreeSet<>();
        boolean rejected = false;
        for (Reading reading : all) {
            for (var service : reading.account().rights().services().values()) {
                states.add(service.state(reading.now()));
                rejected |= service.steps().stream().anyMatch(s -> s.what().equals("rejected"));
            }
        }
        everyOneOf(ServiceState.class, states);
        assertTrue(rejected);
    }

    @Test
    void everyKindOfTaskOccurs() {
        List<Kept> kept = new ArrayList<>();
        List<MoneyReturn> returns = new ArrayList<>();
        List<SalesRequest> requests = new ArrayList<>();
        boolean quoted = false;
        boolean longName = false;
        for (Reading reading : all) {
            Account account = reading.account();
            kept.addAll(account.stock().kept().values());
            returns.addAll(account.trade().returns().values());
            requests.addAll(account.trade().requests().values());
            quoted |=
                    account.trade().quotes().values().stream()
                            .anyMatch(q -> q.holdsAt(reading.now()));
            longName |= account.profile().name().length() > 30;
        }
        assertTrue(!kept.isEmpty() && quoted && longName);
        assertTrue(returns.stream().anyMatch(r -> r.state() == MoneyReturn.State.PROPOSED));
        assertTrue(requests.stream().anyMatch(SalesRequest::isOpen));
        assertTrue(requests.stream().anyMatch(r -> r.order() != null));
    }

    @Test
    void noSectionOfTheDeskIsEmpty() {
        List<String> empty = new ArrayList<>();
        desk.propertyStream()
                .filter(p -> p.getValue().isArray() && p.getValue().isEmpty())
                .forEach(p -> empty.add(p.getKey()));
        assertEquals(List.of(), empty);
        assertEquals(3, desk.at("/approvals").size(), "late, nearly, and fresh");
        assertEquals("true", desk.at("/approvals/0/breached").asString());
        assertEquals("false", desk.at("/approvals/2/breached").asString());
    }

    @Test
    void theProposerOfAReturnCannotApproveIt() {
        Caller finance = as("finance@vendor.example");
        String all = "/v1/organizations/waldkrankenhaus/returns";
        String id = finance.get(all).is(200).at("/items/0/id");
        String approve = all + "/" + id + "/approve";
        as("admin@vendor.example").post(approve, "{\"by\": \"x\"}").is(403, "SAME_PERSON");
        finance.get(all).is(200).has("/items/0/state", "PROPOSED");
    }

    /// The table of the README, and nobody else.
    @Test
    void everyPersonNamedInTheReadmeCanSignIn() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        List<String> named =
                Arrays.stream(readme.split("`"))
                        .filter(t -> t.matches("[a-z]+@[a-z]+[.]example"))
                        .distinct()
                        .toList();
        assertTrue(named.size() > 8, named.toString());
        named.forEach(who -> as(who).get("/v1/session").is(200).has("/person/email", who));
        long people =
                server.database()
                        .readAll(sql ->
                                sql.sql("select count(*) from persons").query(Long.class).single());
        assertEquals(named.size(), people, named.toString());
    }

    @Test
    void onePersonBuysUsesIsSuspendedAndIsRestored() {
        Caller robin = as("try@riverbend.example");
        String hospital = "/v1/organizations/riverbend-hospital";
        robin.buy(hospital, 1_000);
        String use =
                "{\"organization\": \"riverbend-hospital\", \"resource\":"
                        + " \"aimis/cloud-inspection\", \"quantity\": 1500}";
        robin.post("/v1/uses", use).is(201).has("/arrears", "500");
        Instant now = Instant.parse(robin.get("/v1/sandboxes/demo").is(200).at("/now"));
        robin.post(
                        "/v1/sandboxes/demo/clock",
                        "{\"now\": \"" + now.plus(Duration.ofHours(24)) + "\"}")
                .is(200);
        robin.post("/v1/uses", use).is(402, "SUSPENDED");
        robin.buy(hospital, 1_000);
        robin.post("/v1/uses", use.replace("1500", "1")).is(201).has("/available", "499");
    }

    @Test
    void theAuditFindsNothing() {
        List<String> found = new ArrayList<>();
        assertEquals(0, new Verification(server.database()).run(found::add), found.toString());
        assertEquals(0, new AuditChain(server.database()).run(found::add), found.toString());
    }

    @Test
    void itServesOnlyThisMachine() {
        for (String host : List.of("0.0.0.0", "192.0.2.1")) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> start(host, null));
            assertTrue(refused.toString().contains("SCRIP_HOST"), refused.toString());
        }
        assertThrows(
                IllegalArgumentException.class, () -> start("127.0.0.1", "https://scrip.example"));
    }

    @Test
    void itsPeopleAreNotABackDoor() {
        assertThrows(
                IllegalArgumentException.class, () -> Demo.keepApart(server.database(), false));
        // Again as a demo it may.
        Demo.keepApart(server.database(), true);
        // In a database that real people or organizations use it is not played.
        Browser.administrator(null);
        assertThrows(
                IllegalArgumentException.class,
                () -> Demo.keepApart(TestServer.server().database(), true));
        Demo.keepApart(TestServer.server().database(), false);
    }

    @Test
    void theNewOrganizationHasNothing() {
        Account newcomer =
                all.stream()
                        .map(Reading::account)
                        .filter(a -> a.id().equals(new OrganizationId("xishan-people")))
                        .findFirst()
                        .orElseThrow();
        assertTrue(newcomer.trade().orders().isEmpty());
    }
}
