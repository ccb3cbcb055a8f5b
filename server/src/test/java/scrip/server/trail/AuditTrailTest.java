package scrip.server.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scrip.server.Browser;
import scrip.server.Caller;
import scrip.server.Caller.Answer;
import scrip.server.Estate;
import scrip.server.Hospital;
import scrip.server.TestServer;
import scrip.server.database.Database;
import scrip.server.database.DatabaseRole;
import scrip.server.role.TenantTest;
import tools.jackson.databind.JsonNode;

/// Every change and sign-in is in the audit log, and tampering is detected.
class AuditTrailTest {

    private final Hospital hospital = Hospital.open();
    private final String realm = hospital.caller().realm();

    private static Database database() {
        return TestServer.server().database();
    }

    private static void run(DatabaseRole role, String sql) throws SQLException {
        try (Connection connection = database().connect(role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void anEntryHasActorActionBeforeAndAfter() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        Browser buyer = Browser.member(Hospital.ID, "buyer", realm);
        String id = buyer.get("/v1/session").at("/person/id");
        owner.put(Hospital.PATH + "/people/" + id, "{\"roles\": [\"VIEWER\", \"FINANCE\"]}")
                .is(200);
        String audit = Hospital.PATH + "/audit";
        owner.get(audit + "?action=people.put")
                .is(200)
                .has("/items/0/subject", id)
                .has("/items/0/actor/kind", "PERSON")
                .has("/items/0/actor/id", owner.get("/v1/session").at("/person/id"))
                .has("/items/0/before/roles/0", "BUYER")
                .has("/items/0/after/roles/1", "VIEWER")
                .has("/items/0/address", "127.0.0.1")
                .has("/items/0/organization", Hospital.ID)
                .has("/items/0/realm", realm);
        owner.get(audit + "?action=session.begun&actor=" + id).is(200).has("/items/0/subject", id);
        owner.get(audit + "?search=no-such-text").is(200).has("/items/0/seq", "");
        buyer.get(audit).is(403, "FORBIDDEN");
    }

    @Test
    void bookingsOfTheLedgerAreInTheLogToo() {
        String order = hospital.order(Hospital.INSPECTIONS);
        hospital.pay(order).is(201);
        hospital.get("/audit?action=orders.post")
                .is(200)
                .has("/items/0/subject", order)
                .has("/items/0/actor/kind", "PROGRAM")
                .has("/items/0/realm", realm)
                .has("/items/0/organization", Hospital.ID)
                .has("/items/0/after/lines/0/item", "aimis/cloud-inspection");
        hospital.get("/audit?action=payments.post").is(200).has("/items/0/after/method", "SANDBOX");
        hospital.get("/audit?action=organizations.put")
                .is(200)
                .has("/items/0/after/kind", "INSTITUTION");
    }

    /// Operations that only add something: there was nothing before.
    private static final List<String> ADDING =
            List.of(
                    "grants.post",
                    "identity-providers.post",
                    "identity-providers.test",
                    "invitations.post",
                    "keys.post",
                    "licenses.visits",
                    "orders.post",
                    "orders.renew",
                    "people.password-reset",
                    "quotes.accept",
                    "quotes.post",
                    "sales-requests.post",
                    "services.documents",
                    "session.begun");

    @Test
    void everyChangeOfSomethingExistingHasItsStateBefore() {
        Caller vendor = TestServer.sandbox("2026-03-01T09:00:00Z");
        Estate estate = Estate.of(vendor, "estate");
        estate.everything((_, _) -> {});
        TreeSet<String> with = new TreeSet<>();
        TreeSet<String> without = new TreeSet<>();
        for (JsonNode entry :
                vendor.get("/v1/organizations/estate/audit?limit=200")
                        .is(200)
                        .json()
                        .at("/items")) {
            (entry.has("before") ? with : without).add(entry.at("/action").asString());
        }
        // The first of each of these created what a later one changed.
        without.removeAll(List.of("agreements.post", "organizations.put"));
        assertEquals(new TreeSet<>(ADDING), without);
        assertTrue(
                with.containsAll(
                        List.of(
                                "agreements.post",
                                "corrections.post",
                                "invitations.delete",
                                "keys.delete",
                                "keys.rotate",
                                "kept-uses.decide",
                                "licenses.end",
                                "orders.recall",
                                "organizations.put",
                                "payments.post",
                                "payments.recall",
                                "payments.reinstate",
                                "person.put",
                                "returns.approve",
                                "sales-requests.close",
                                "services.schedule",
                                "unapplied-money.apply")),
                with.toString());
    }

    @Test
    void beforeAndAfterCanBeComparedFieldByField() {
        String order = hospital.order(Hospital.INSPECTIONS);
        hospital.pay(order).is(201);
        hospital.get("/audit?action=payments.post")
                .is(200)
                .has("/items/0/before/orders/0/state", "CONFIRMED")
                .has("/items/0/before/orders/0/due/amount", "2400.00")
                .has("/items/0/after/orders/0/state", "ACTIVE")
                .has("/items/0/after/method", "SANDBOX");
        hospital.post("/orders/" + order + "/recall", "{}").is(200);
        hospital.get("/audit?action=orders.recall")
                .has("/items/0/before/recalled", "false")
                .has("/items/0/after/recalled", "true");
        Caller vendor = hospital.caller();
        hospital.clock("2026-03-02T09:00:00Z");
        vendor.get("/v1/audit?action=sandboxes.clock")
                .has("/items/0/before/now", "2026-03-01T09:00:00Z")
                .has("/items/0/after/now", "2026-03-02T09:00:00Z");
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        owner.put("/v1/person", "{\"name\": \"New Name\", \"locale\": \"en\"}").is(200);
        hospital.get("/audit?action=person.put")
                .has("/items/0/before/name", "Wang Fang")
                .has("/items/0/after/name", "New Name");
        String key =
                owner.post(
                                Hospital.PATH + "/keys",
                                "{\"name\": \"K\", \"actions\": [\"access.read\"], \"expires_at\": \"%s\"}"
                                        .formatted(TenantTest.nextYear()))
                        .at("/id");
        owner.delete(Hospital.PATH + "/keys/" + key).is(200);
        hospital.get("/audit?action=keys.delete")
                .has("/items/0/before/active", "true")
                .has("/items/0/after/active", "false");
    }

    @Test
    void entriesContainNoSecret() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        String key =
                owner.post(
                                Hospital.PATH + "/keys",
                                "{\"name\": \"K\", \"actions\": [\"access.read\"], \"expires_at\": \"%s\"}"
                                        .formatted(TenantTest.nextYear()))
                        .is(201)
                        .at("/secret");
        String log = owner.get(Hospital.PATH + "/audit?limit=200").is(200).text();
        assertFalse(log.contains(key) || log.contains(Browser.PASSWORD), log);
        assertTrue(log.contains("keys.post"), log);
    }

    @Test
    void theLogIsExportedAsCsv() {
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        owner.put("/v1/person", "{\"name\": \"=1+1\", \"locale\": \"en\"}").is(200);
        Browser second = Browser.member(Hospital.ID, "viewer", realm);
        String id = second.get("/v1/session").at("/person/id");
        owner.delete(Hospital.PATH + "/people/" + id).is(200);
        Answer csv = owner.get(Hospital.PATH + "/audit?format=csv").is(200);
        assertTrue(csv.header("Content-Disposition").contains("first-hospital-audit.csv"));
        assertTrue(
                csv.text()
                        .startsWith("\uFEFFseq,at (Asia/Shanghai),actor_kind,actor_id,actor_name,"),
                csv.text());
        assertTrue(csv.text().contains(",'=1+1,people.delete,"), csv.text());
    }

    @Test
    void refusedSignInsAreLogged() {
        String email = Browser.freshEmail();
        new Browser(null).signIn(email, "not a password of anybody").is(401);
        TestServer.live()
                .get("/v1/audit?action=session.refused&search=" + email)
                .is(200)
                .has("/items/0/actor/kind", "NOBODY")
                .has("/items/0/subject", email);
    }

    @Test
    void theApplicationMayOnlyAppend() {
        for (String sql :
                List.of(
                        "update audit_entries set actor_name = 'x'",
                        "delete from audit_entries",
                        "truncate audit_entries")) {
            SQLException refused =
                    assertThrows(SQLException.class, () -> run(DatabaseRole.WRITER, sql));
            assertEquals("42501", refused.getSQLState(), sql);
        }
    }

    @Test
    void aTimeFilterIncludesItsStartAndExcludesItsEnd() {
        hospital.order(Hospital.INSPECTIONS);
        String path = "/audit?action=orders.post";
        String at = hospital.get(path).is(200).at("/items/0/at");
        hospital.get(path + "&from=" + at).is(200).has("/items/0/at", at);
        hospital.get(path + "&until=" + at).is(200).has("/items/0/at", "");
        Instant later = Instant.parse(at).plus(1, ChronoUnit.MICROS);
        hospital.get(path + "&until=" + later).is(200).has("/items/0/at", at);
        hospital.get(path + "&from=" + later).is(200).has("/items/0/at", "");
    }

    @Test
    void filtersByActorAndActionLeaveOutEverythingElse() {
        hospital.order(Hospital.INSPECTIONS);
        hospital.get("/audit?action=orders.post").is(200).has("/items/0/action", "orders.post");
        for (String filter :
                List.of(
                        "action=orders.pos",
                        "actor=01930000-0000-7000-8000-000000000001",
                        "search=nobody-wrote-this")) {
            hospital.get("/audit?" + filter).is(200).has("/items/0/action", "");
        }
    }

    @Test
    void everyPageContinuesAfterTheOneBefore() {
        for (int n = 0; n < 3; n++) {
            hospital.order(Hospital.INSPECTIONS);
        }
        for (String sort : List.of("NEWEST", "OLDEST")) {
            String path = "/audit?action=orders.post&limit=1&sort=" + sort;
            List<String> seen = new ArrayList<>();
            Answer page = hospital.get(path).is(200);
            while (seen.size() < 4) {
                seen.add(page.at("/items/0/subject"));
                if (page.at("/next").isEmpty()) {
                    break;
                }
                page = hospital.get(path + "&cursor=" + page.at("/next")).is(200);
            }
            assertEquals(3, seen.size(), seen.toString());
            assertEquals(3, new TreeSet<>(seen).size(), seen.toString());
        }
    }

    private static final String EVERY_COLUMN =
            """
            select column_name
            from information_schema.columns
            where table_name = 'audit_entries' and column_name not in ('seq', 'hash')
            """;

    /// Whatever part of an entry is changed, the chain shows it.
    @Test
    void noColumnOfAnEntryChangesUndetected() throws SQLException {
        hospital.pay(hospital.order(Hospital.INSPECTIONS)).is(201);
        AuditChain chain = new AuditChain(database());
        String where =
                " where seq = " + hospital.get("/audit?action=payments.post").at("/items/0/seq");
        List<String> columns =
                database().readAll(sql -> sql.sql(EVERY_COLUMN).query(String.class).list());
        assertEquals(13, columns.size(), columns.toString());
        run(DatabaseRole.OWNER, "create table kept as select * from audit_entries" + where);
        try {
            for (String column : columns) {
                String other =
                        switch (column) {
                            case "at" -> "at + interval '1 microsecond'";
                            case "actor_kind" -> "'NOBODY'";
                            case "actor" -> "gen_random_uuid()";
                            case "realm", "account" -> "null";
                            default -> "concat(" + column + ", '!')";
                        };
                run(
                        DatabaseRole.OWNER,
                        "update audit_entries set " + column + " = " + other + where);
                assertNotNull(firstBroken(chain), column);
                run(
                        DatabaseRole.OWNER,
                        "update audit_entries set %1$s = (select %1$s from kept)".formatted(column)
                                + where);
                assertNull(firstBroken(chain), column);
            }
        } finally {
            run(DatabaseRole.OWNER, "drop table kept");
        }
    }

    @Test
    void anEntryRemovedAtTheEndIsMissed() throws SQLException {
        hospital.order(Hospital.INSPECTIONS);
        AuditChain chain = new AuditChain(database());
        run(DatabaseRole.OWNER, "update audit_head set seq = seq + 1");
        try {
            String broken = firstBroken(chain);
            assertNotNull(broken);
            assertTrue(broken.contains("is missing"), broken);
        } finally {
            run(DatabaseRole.OWNER, "update audit_head set seq = seq - 1");
        }
        assertNull(firstBroken(chain));
    }

    @Test
    void theAuditNamesTheFirstEntryChangedByHand() throws SQLException {
        hospital.order(Hospital.INSPECTIONS);
        hospital.order(Hospital.INSPECTIONS);
        AuditChain chain = new AuditChain(database());
        assertNull(firstBroken(chain));
        long seq = Long.parseLong(hospital.get("/audit?action=orders.post").at("/items/1/seq"));
        try {
            run(
                    DatabaseRole.OWNER,
                    "update audit_entries set actor_name = actor_name || '!' where seq = " + seq);
            String broken = firstBroken(chain);
            assertNotNull(broken);
            assertTrue(broken.startsWith("entry " + seq + " "), broken);
            List<String> lines = new ArrayList<>();
            assertEquals(1, chain.run(lines::add));
            assertTrue(lines.getFirst().contains("entry " + seq), lines.toString());
        } finally {
            run(
                    DatabaseRole.OWNER,
                    "update audit_entries set actor_name = rtrim(actor_name, '!') where seq = "
                            + seq);
        }
        assertNull(firstBroken(chain));
        List<String> lines = new ArrayList<>();
        assertEquals(0, chain.run(lines::add));
        assertTrue(lines.getFirst().contains("the chain is intact"), lines.toString());
    }

    /// What the command says is broken; null if nothing is.
    private static @Nullable String firstBroken(AuditChain chain) {
        List<String> said = new ArrayList<>();
        return chain.run(said::add) == 0 ? null : said.getFirst().substring("audit log: ".length());
    }
}
