package scrip.server.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Estate;
import scrip.server.Operation;
import scrip.server.TestServer;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;
import scrip.server.rollup.RollupMaker;

/// Tenant isolation: every operation of the contract is called on an organization, with ids that
/// exist, by every kind of caller who has nothing to do with it, in the live realm and in
/// sandboxes.
public class TenantTest {

    private static final AtomicInteger PAIRS = new AtomicInteger();

    private static final String ALL_ACTIONS =
            Permission.table().stream()
                    .filter(Permission::isForKeysOfOrganizations)
                    .filter(p -> !p.isBeyondRealms())
                    .map(p -> "\"" + p.code() + "\"")
                    .collect(Collectors.joining(", "));

    /// Two organizations of one realm; nobody of the first may see the second.
    private record Pair(Caller vendor, String own, Estate other) {

        static Pair in(boolean live) {
            Caller vendor = live ? TestServer.live() : TestServer.sandbox("2026-03-01T09:00:00Z");
            int number = PAIRS.incrementAndGet();
            String own = "own-" + number;
            vendor.put(
                            "/v1/organizations/" + own,
                            "{\"kind\": \"INSTITUTION\", \"name\": \"Own\", \"zone\": \"UTC\"}")
                    .is(200);
            return new Pair(vendor, own, Estate.of(vendor, "other-" + number));
        }

        /// The realm's name as a browser sends it.
        @Nullable String realm() {
            return vendor.isLive() ? null : vendor.realm();
        }

        String otherId() {
            return other.ids().getOrDefault("organization", "");
        }
    }

    /// Sends a request with additional headers.
    private interface Sender {
        Answer send(Operation operation, String path, @Nullable String body);
    }

    public static String nextYear() {
        return Instant.now().plus(Duration.ofDays(300)).toString();
    }

    private static Sender of(Caller caller) {
        return (operation, path, body) ->
                caller.send(
                        operation.method(), path, body, Map.of("Idempotency-Key", "tenant-key"));
    }

    private static Sender of(Browser browser) {
        return (operation, path, body) -> browser.send(operation.method(), path, body);
    }

    private static Caller key(Pair pair, String path, String more) {
        return new Caller(
                TestServer.root(),
                pair.vendor
                        .post(
                                path,
                                "{\"name\": \"k\", \"expires_at\": \"%s\", %s}"
                                        .formatted(nextYear(), more))
                        .is(201)
                        .at("/secret"),
                pair.realm());
    }

    /// Every kind of caller who has nothing to do with the organization, by name.
    private static Map<String, Sender> strangers(Pair pair) {
        Map<String, Sender> all = new LinkedHashMap<>();
        for (OrganizationRole role : OrganizationRole.values()) {
            String name = role.name().toLowerCase(Locale.ROOT);
            all.put(name, of(Browser.member(pair.own, name, pair.realm())));
        }
        all.put(
                "key of another organization",
                of(
                        key(
                                pair,
                                "/v1/organizations/" + pair.own + "/keys",
                                "\"actions\": [" + ALL_ACTIONS + "]")));
        all.put(
                "key of another product",
                of(
                        key(
                                pair,
                                "/v1/keys",
                                "\"product\": \"ipc\", \"actions\": [\"uses.write\","
                                        + " \"uses.correct\", \"access.read\"]")));
        all.put("nobody", of(new Caller(TestServer.root(), null, pair.realm())));
        all.put("owner of the same id in another realm", namesake(pair));
        String there = pair.vendor.isLive() ? "live" : pair.vendor.realm();
        all.put("key of the same product in another realm", of(SandboxKeyTest.ofProduct(there)));
        all.put("key of the vendor in a sandbox", of(SandboxKeyTest.ofVendor(there)));
        return all;
    }

    /// The owner of an organization with the same id in another realm.
    private static Sender namesake(Pair pair) {
        Caller elsewhere = TestServer.sandbox("2026-03-01T09:00:00Z");
        elsewhere
                .put(
                        "/v1/organizations/" + pair.otherId(),
                        "{\"kind\": \"INSTITUTION\", \"name\": \"Same\", \"zone\": \"UTC\"}")
                .is(200);
        Browser owner = Browser.member(pair.otherId(), "owner", elsewhere.realm());
        return (operation, path, body) ->
                owner.sendTo(
                        pair.vendor.isLive() ? "live" : pair.vendor.realm(),
                        operation.method(),
                        path,
                        body);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nobodyLearnsAnythingAboutAnotherOrganization(boolean live) {
        Pair pair = Pair.in(live);
        List<String> found = new ArrayList<>();
        strangers(pair)
                .forEach((who, sender) -> {
                    for (Operation operation : Operation.all()) {
                        if (!operation.isAboutOneself()) {
                            check(who, pair, operation, sender, found);
                        }
                    }
                });
        assertEquals(List.of(), found);
        proveThatItWasThere(pair);
    }

    private static void check(
            String who, Pair pair, Operation operation, Sender sender, List<String> found) {
        Map<String, String> ids = pair.other.ids();
        Answer answer = sender.send(operation, operation.path(ids), operation.body(ids));
        String text = answer.text().toLowerCase(Locale.ROOT);
        boolean told = text.contains(Estate.MARK.toLowerCase(Locale.ROOT));
        boolean open = operation.isOpen() || operation.path().equals("/v1/organizations");
        // The one names no feature, the other one of that product: a key of another product is told
        // of that product alone.
        open |=
                who.equals("key of another product")
                        && Set.of(
                                        "/ofrep/v1/evaluate/flags",
                                        "/ofrep/v1/evaluate/flags/{product}/{feature}")
                                .contains(operation.path());
        Set<Integer> refusals = who.equals("nobody") ? Set.of(401) : Set.of(403, 404);
        if (told || (!open && !refusals.contains(operation.status(answer)))) {
            found.add(
                    who + ": " + operation + " answered " + answer.status() + " " + answer.text());
        }
    }

    /// Sends the same requests as a permitted caller, to prove that a refusal above was due to the
    /// caller and not the request: nothing is malformed, and nothing is missing.
    private static void proveThatItWasThere(Pair pair) {
        Map<String, String> ids = pair.other.ids();
        List<String> wrong = new ArrayList<>();
        pair.other.everything((operation, answer) -> {
            boolean refused = List.of(400, 401, 403, 404, 500).contains(operation.status(answer));
            if (refused || !operation.missing(ids).isEmpty()) {
                wrong.add(operation + " answered " + answer.status() + " " + answer.text());
            }
        });
        assertEquals(List.of(), wrong);
    }

    /// An organization of others looks like one that does not exist.
    @Test
    void aHiddenOrganizationLooksLikeAnUnknownOne() {
        Pair pair = Pair.in(false);
        Browser browser = Browser.member(pair.own, "owner", pair.realm());
        Answer hidden =
                browser.get("/v1/organizations/" + pair.otherId()).is(404, "UNKNOWN_ORGANIZATION");
        Answer missing =
                browser.get("/v1/organizations/no-hospital").is(404, "UNKNOWN_ORGANIZATION");
        assertEquals(
                missing.at("/detail"), hidden.at("/detail").replace(pair.otherId(), "no-hospital"));
    }

    /// The ids of another organization's objects are unknown under one's own.
    @Test
    void idsOfOthersAreUnknownUnderOnesOwnOrganization() {
        Pair pair = Pair.in(false);
        Browser owner = Browser.member(pair.own, "owner", pair.realm());
        Map<String, String> ids = new LinkedHashMap<>(pair.other.ids());
        ids.put("organization", pair.own);
        List<String> found = new ArrayList<>();
        for (Operation operation : Operation.all()) {
            String path = operation.path();
            if (!path.startsWith("/v1/organizations/{organization}/")
                    || path.split("[{]", -1).length < 3) {
                continue;
            }
            Answer answer =
                    operation.isFile()
                            ? pair.other.file(operation.path(ids))
                            : owner.send(
                                    operation.method(), operation.path(ids), operation.body(ids));
            if (!List.of(403, 404).contains(answer.status())
                    || answer.text().contains(Estate.MARK)) {
                found.add(operation + " answered " + answer.status() + " " + answer.text());
            }
        }
        assertEquals(List.of(), found);
    }

    /// Naming another account as one's consortium gives no access to it.
    @Test
    void onlyMembersUseThePacksOfAConsortium() {
        Pair pair = Pair.in(false);
        Browser owner = Browser.member(pair.own, "owner", pair.realm());
        String parties =
                "{\"organization\": \"%s\", \"within\": \"%s\", "
                        .formatted(pair.own, pair.otherId());
        String whose = parties.substring(0, parties.lastIndexOf(',')) + "}";
        for (String end : List.of("capture", "release")) {
            owner.post("/v1/holds/their-hold/" + end, whose).is(403, "NOT_MEMBER");
        }
        for (String path : List.of("/v1/uses", "/v1/holds")) {
            owner.post(
                            path,
                            parties
                                    + "\"resource\": \"aimis/cloud-inspection\", \"quantity\": 1,"
                                    + " \"storage_years\": 5}")
                    .is(403, "NOT_MEMBER");
        }
    }

    /// Makes roll-ups, which accounts with so few uses would not get.
    private static void rollUp(Database database, long... accounts) {
        try (Connection connection = database.connect(DatabaseRole.WRITER)) {
            RollupMaker maker = new RollupMaker(connection, 1);
            for (long account : accounts) {
                assertTrue(maker.roll(account, ZoneOffset.UTC) > 0);
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /// The database alone enforces isolation as well: a reader for one organization gets no row of
    /// another, whatever query the code sends.
    @Test
    void theDatabaseAloneHidesTheRowsOfOthers() {
        Pair pair = Pair.in(false);
        String secondId = pair.own + "-second";
        Estate.of(pair.vendor, secondId);
        Database database = TestServer.server().database();
        long own = number(database, pair.vendor, secondId);
        long other = number(database, pair.vendor, pair.otherId());
        rollUp(database, own, other);
        List<String> tables = readable(database, "account");
        assertTrue(tables.size() >= 16, tables.toString());
        List<String> empty = new ArrayList<>();
        for (String table : tables) {
            String ofOther = "select count(*) from " + table + " where account = " + other;
            long there = database.readAll(sql -> count(sql, ofOther));
            if (there == 0) {
                empty.add(table);
            }
            String ofOthers =
                    "select count(*) from " + table + " where account is distinct from " + own;
            assertEquals(0, seen(database, ofOthers, own), table);
            assertEquals(0, seen(database, ofOther), table);
            assertEquals(there, seen(database, ofOther, own, other), table);
        }
        // A table without rows would prove nothing.
        assertEquals(List.of("beneficiaries", "snapshots"), empty);
        String people = "select count(*) from persons where name = '" + Estate.MARK + "'";
        assertEquals(1, seen(database, people, own));
        assertTrue(database.readAll(sql -> count(sql, people)) > 1);
    }

    /// Every table that the reader may query is protected by row-level security, or belongs to no
    /// organization.
    @Test
    void theReaderMayQueryOnlyTablesWithRowLevelSecurity() {
        Database database = TestServer.server().database();
        List<String> open =
                database.readAll(sql ->
                        sql.sql(
                                        """
                                        select relname
                                        from pg_class
                                        where relnamespace = 'public'::regnamespace
                                            and relkind in ('r', 'p', 'v', 'm')
                                            and not relrowsecurity
                                            and not coalesce(
                                                'security_invoker=true' = any (reloptions), false)
                                            and has_any_column_privilege(
                                                'scrip_reader', oid, 'select')
                                        order by relname
                                        """)
                                .query(String.class)
                                .list());
        assertEquals(List.of("catalog_versions", "realms"), open);
    }

    private static List<String> readable(Database database, String column) {
        return database.readAll(sql ->
                sql.sql(
                                """
                                select table_name
                                from information_schema.columns
                                where table_schema = 'public'
                                    and column_name = :column
                                    and has_any_column_privilege(
                                        'scrip_reader', table_name::text, 'select')
                                order by table_name
                                """)
                        .param("column", column)
                        .query(String.class)
                        .list());
    }

    private static long number(Database database, Caller vendor, String id) {
        return database.readAll(sql ->
                sql.sql(
                                """
                                select a.account
                                from accounts a
                                join realms r using (realm)
                                where r.name = :realm
                                    and a.id = :id
                                """)
                        .param("realm", vendor.realm())
                        .param("id", id)
                        .query(Long.class)
                        .single());
    }

    /// The number of rows that the reader sees for those accounts.
    private static long seen(Database database, String query, Long... accounts) {
        return database.read(List.of(accounts), sql -> count(sql, query));
    }

    private static long count(JdbcClient sql, String query) {
        return sql.sql(query).query(Long.class).single();
    }

    @Test
    void theAuditorChangesNothing() {
        Pair pair = Pair.in(false);
        Browser auditor =
                Browser.staff(VendorRole.AUDITOR.name().toLowerCase(Locale.ROOT), pair.realm());
        Map<String, String> ids = pair.other.ids();
        for (Operation operation : Operation.all()) {
            // To verify changes nothing that is verified.
            if (!operation.isReading()
                    && !operation.isOpen()
                    && !operation.isAboutOneself()
                    && !operation.isPermission("installation.verify")) {
                auditor.send(operation.method(), operation.path(ids), operation.body(ids))
                        .is(403, "FORBIDDEN");
            }
        }
        String orders = "/v1/organizations/" + pair.otherId() + "/orders";
        assertTrue(auditor.get(orders).is(200).text().contains(Estate.MARK));
        auditor.get("/v1/audit").is(200);
    }
}
