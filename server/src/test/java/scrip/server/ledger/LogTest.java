package scrip.server.ledger;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.ledger.Entry;
import scrip.core.organization.OrganizationId;
import scrip.server.database.DatabaseRole;

/// A row of the log says what was commanded, what happened and what was answered, whether it is a
/// plain use or has a body.
class LogTest {

    private static final String STORED = "aimis/cloud-inspection";
    private static final OrganizationId UNION = LedgerWorld.org("union");
    private static final Instant EARLIER = LedgerWorld.START.minus(Duration.ofHours(30));

    private static Command.Use use(
            String organization,
            @Nullable OrganizationId within,
            String resource,
            long quantity,
            @Nullable Integer years,
            Surface surface,
            @Nullable Instant at,
            @Nullable String subject,
            boolean reported) {
        return new Command.Use(
                LedgerWorld.org(organization),
                within,
                resource,
                quantity,
                years,
                surface,
                at,
                subject,
                reported);
    }

    private static Command.Use first(
            long quantity, Surface surface, @Nullable Instant at, @Nullable String subject) {
        return use("first", null, LedgerWorld.AI, quantity, null, surface, at, subject, at != null);
    }

    /// Uses of every form, by key; `first` has two packs of 100 units and a storage term of its
    /// own, and is a member of `union`.
    private static Map<String, Command.Use> uses() {
        Map<String, Command.Use> uses = new LinkedHashMap<>();
        uses.put("plain", first(1, Surface.API, null, null));
        uses.put("patient", first(2, Surface.PATIENT, null, "study-1"));
        uses.put("console", first(3, Surface.CONSOLE, null, "study 数智 \"2\"\n"));
        uses.put("late", first(4, Surface.API, EARLIER, "study-3"));
        uses.put("ahead", first(5, Surface.API, LedgerWorld.START.plusSeconds(60), null));
        uses.put("exactly", first(6, Surface.API, LedgerWorld.START, null));
        uses.put("both packs", first(120, Surface.API, null, null));
        uses.put("owed", first(100, Surface.API, null, null));
        uses.put("owed too", first(11, Surface.API, null, null));
        uses.put("again", first(1, Surface.API, null, "study-1"));
        uses.put("old", first(1, Surface.API, EARLIER.minus(Duration.ofDays(99)), "study-4"));
        uses.put("stored", use("first", null, STORED, 7, 3, Surface.API, null, null, true));
        uses.put("default", use("first", null, STORED, 8, null, Surface.API, null, null, true));
        uses.put(
                "member",
                use("first", UNION, LedgerWorld.AI, 9, null, Surface.API, null, "s-5", false));
        uses.put(
                "union",
                use("union", null, LedgerWorld.AI, 10, null, Surface.API, null, null, false));
        return uses;
    }

    private static LedgerWorld world() {
        LedgerWorld world = LedgerWorld.fresh();
        world.open("first", 100);
        world.accepted("first", LedgerWorld.pack(100), "second pack");
        world.accepted("union", LedgerWorld.consortium("union"), "open");
        world.accepted("union", LedgerWorld.pack(1_000), "grant");
        world.accepted("union", new Command.AddMember(LedgerWorld.org("first")), "add");
        world.accepted("first", new Command.JoinConsortium(UNION), "join");
        world.accepted("first", new Command.ChangeDefaultStorage(5), "terms");
        return world;
    }

    private static String account(Command.Use use) {
        return use.within() == null ? use.organization().value() : use.within().value();
    }

    @Test
    void everyUseIsReadAsItWasBooked() throws SQLException {
        try (LedgerWorld world = world()) {
            Map<String, Answer> answers = new LinkedHashMap<>();
            Map<String, List<Entry>> facts = new LinkedHashMap<>();
            uses().forEach((key, use) -> {
                Outcome.Accepted accepted =
                        assertInstanceOf(
                                Outcome.Accepted.class, world.submit(account(use), use, key), key);
                answers.put(key, accepted.answer());
                facts.put(key, accepted.entries());
            });
            world.restart();
            Map<String, LogRow> rows = rows(world);
            uses().forEach((key, use) -> {
                LogRow row = row(rows, key);
                OrganizationId account = LedgerWorld.org(account(use));
                assertEquals(facts.get(key), LogEntries.entries(row, account), key);
                assertEquals(use, LogEntries.command(row, account), key);
                Outcome.Accepted again =
                        assertInstanceOf(
                                Outcome.Accepted.class,
                                world.submit(account.value(), use, key),
                                key);
                assertEquals(answers.get(key), again.answer(), key);
                assertTrue(again.repeated(), key);
            });
            List<String> withBody =
                    rows.entrySet().stream()
                            .filter(r -> r.getValue().body() != null)
                            .map(Map.Entry::getKey)
                            .filter(uses()::containsKey)
                            .toList();
            assertEquals(List.of("ahead", "owed", "again", "old", "stored", "default"), withBody);
            assertEquals(List.of(), differences(world));
        }
    }

    /// The rows by key.
    private static Map<String, LogRow> rows(LedgerWorld world) throws SQLException {
        Map<String, LogRow> rows = new LinkedHashMap<>();
        try (Connection connection = world.test.superuser();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select %s from log l order by account, seq, line"
                                        .formatted(LogReader.COLUMNS))) {
            while (row.next()) {
                LogRow one = LogReader.read(row, 1).row();
                rows.put(one.key() == null ? "-" : one.key().text(), one);
            }
        }
        return rows;
    }

    private static LogRow row(Map<String, LogRow> rows, String key) {
        return requireNonNull(rows.get(key), key);
    }

    /// Where the view `facts` differs from what the rows say.
    private static List<String> differences(LedgerWorld world) throws SQLException {
        List<String> stored = new ArrayList<>();
        List<String> said = new ArrayList<>();
        try (Connection connection = world.test.superuser();
                Statement statement = connection.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery(
                            """
                            select a.id, f.seq, f.effective_at, f.booked_at, f.type, f.body::text
                            from facts f
                            join accounts a using (account)
                            order by a.account, f.seq
                            """)) {
                while (row.next()) {
                    stored.add(
                            "%s %d %s %s %s %s"
                                    .formatted(
                                            row.getString(1),
                                            row.getLong(2),
                                            Stored.instant(row, 3),
                                            Stored.instant(row, 4),
                                            row.getString(5),
                                            LedgerJson.fact(row.getString(6))));
                }
            }
            try (ResultSet row =
                    statement.executeQuery(
                            """
                            select a.id, %s
                            from log l
                            join accounts a on a.account = l.account
                            order by l.account, l.seq, l.line
                            """
                                    .formatted(LogReader.COLUMNS))) {
                while (row.next()) {
                    String id = row.getString(1);
                    LogRow one = LogReader.read(row, 2).row();
                    for (Entry entry : LogEntries.entries(one, LedgerWorld.org(id))) {
                        said.add(
                                "%s %d %s %s %s %s"
                                        .formatted(
                                                id,
                                                entry.seq(),
                                                entry.effectiveAt(),
                                                entry.bookedAt(),
                                                LedgerJson.nameOf(entry.fact()),
                                                entry.fact()));
                    }
                }
            }
        }
        said.removeAll(List.copyOf(stored));
        return said;
    }

    @Test
    void aSubjectThatWasFreedIsCountedAgainHoweverOften() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 100);
            for (int round = 0; round < 4; round++) {
                String key = "use-" + round;
                Command.Use use = LedgerWorld.use("first", 1, "study");
                assertEquals(Answer.UseResult.BOOKED, result(world, use, key));
                assertEquals(Answer.UseResult.ALREADY_COUNTED, result(world, use, "again-" + key));
                if (round % 2 == 0) {
                    world.restart();
                }
                assertEquals(Answer.UseResult.ALREADY_COUNTED, result(world, use, "third-" + key));
                world.accepted(
                        "first", new Command.CorrectUse(null, key, 1, "wrong"), "back-" + key);
            }
            assertEquals(4, world.number("select count(*) from freed_subjects"));
            assertEquals(100, world.pool("first").available());
        }
    }

    private static Answer.UseResult result(LedgerWorld world, Command.Use use, String key) {
        return assertInstanceOf(Answer.Used.class, world.accepted("first", use, key)).result();
    }

    @Test
    void commandsWithoutFactsAreInTheirOrderAfterTheFactBeforeThem() throws SQLException {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 100);
            Command<?> same = new Command.ChangeDefaultStorage(5);
            world.accepted("first", same, "one");
            world.accepted("first", same, "two");
            world.accepted("first", same, "three");
            world.restart();
            world.accepted("first", same, "four");
            Map<String, LogRow> rows = rows(world);
            assertEquals(
                    List.of(0, 1, 2, 3),
                    List.of("one", "two", "three", "four").stream()
                            .map(key -> row(rows, key).line())
                            .toList());
            world.accepted("first", LedgerWorld.use("first", 1), "use");
            assertEquals(0, row(rows(world), "use").line());
        }
    }

    @Test
    void keysThatShareHalfTheirDigestAreTwoKeys() throws SQLException {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            world.open("first", 100);
            LogRow row = row(rows(world), "grant");
            try (Connection connection = world.test.database().connect(DatabaseRole.WRITER)) {
                WriteStore store = new WriteStore(connection, FailPoint.NONE);
                long epoch = world.number("select epoch from lease");
                for (Digest digest :
                        List.of(new Digest(1, 2), new Digest(1, 3), new Digest(2, 2))) {
                    Rows rows = store.rows();
                    rows.log(withKey(row, digest), LogRows.FIRST);
                    assertTrue(store.write(epoch, rows).isEmpty(), digest.toString());
                    assertFalse(store.write(epoch, rows).isEmpty(), digest.toString());
                }
            }
            world.superuser("delete from log where line > 0");
        }
    }

    /// A command without facts that takes a key.
    private static LogRow withKey(LogRow row, Digest digest) {
        return new LogRow(
                row.account(),
                row.seq(),
                (int) (digest.high() * 10 + digest.low()),
                0,
                0,
                row.core(),
                row.bookedAt(),
                row.command(),
                row.actor(),
                row.requestId(),
                new LogRow.Key("key", digest, digest),
                null,
                null,
                row.body());
    }
}
