package scrip.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.core.standing.Waiting;
import scrip.server.Caller;
import scrip.server.ledger.LedgerWorld;
import scrip.server.ledger.Realm;

/// What a real server serves at `/metrics`.
class MetricsTest {

    private static final Path PAGE = Path.of("../docs/operating/metrics.md");
    private static final Set<String> LABELS =
            Set.of("change", "code", "kind", "le", "outcome", "pool", "state");
    private static final int SERIES_MAX = 400;
    private static final String USE =
            "{\"organization\": \"a\", \"resource\": \"aimis/cloud-inspection\", \"quantity\": 1,"
                    + " \"storage_years\": 5, \"key\": \"%s\"}";

    @TempDir static Path folder;
    private static Watched watched;

    @BeforeAll
    static void start() throws Exception {
        watched = Watched.start(folder);
        Caller caller = watched.main();
        caller.put("/v1/organizations/a", "{\"kind\": \"INSTITUTION\", \"name\": \"A\"}").is(200);
        caller.post(
                        "/v1/organizations/a/grants",
                        """
                        {"resource": "aimis/cloud-inspection", "quantity": 1000,
                         "storage_years": 5}
                        """)
                .is(201);
    }

    @AfterAll
    static void stop() throws Exception {
        watched.close();
    }

    private static Set<String> ours(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void eachMetricOfOursIsOnItsPageAndNoOther() throws Exception {
        String page = Files.readString(PAGE);
        Set<String> told = ours("(?m)^\\| `(scrip_[a-z_]+)`", page);
        assertEquals(ours("(?m)^# HELP (scrip_[a-z_]+) ", watched.scrape()), told);
    }

    @Test
    void whatTheLibrariesMeasureAndThePageNamesIsThere() throws Exception {
        Set<String> served = Watched.names(watched.scrape());
        Set<String> told =
                ours(
                        "`((?:http|jvm|process|system|disk|tomcat|logback)_[a-z0-9_]+)`",
                        Files.readString(PAGE));
        assertTrue(told.size() > 5, told.toString());
        told.removeAll(served);
        assertEquals(Set.of(), told);
    }

    @Test
    void eachHasTheFormThatPrometheusAsksForAndFewSeries() {
        String scraped = watched.scrape();
        for (String type : ours("(?m)^# TYPE (scrip_[a-z_]+ [a-z]+)$", scraped)) {
            boolean counter = type.endsWith(" counter");
            assertEquals(counter, type.contains("_total "), type);
        }
        assertEquals(
                ours("(?m)^# TYPE (scrip_[a-z_]+) ", scraped),
                ours("(?m)^# HELP (scrip_[a-z_]+) [A-Z1].+\\.$", scraped));
        String series =
                scraped.lines()
                        .filter(l -> l.startsWith("scrip_"))
                        .collect(Collectors.joining("\n"));
        assertEquals(Set.of(), without(ours("[{,]([a-z_]+)=", series), LABELS));
        assertTrue(series.lines().count() < SERIES_MAX, series.lines().count() + " series");
    }

    private static Set<String> without(Set<String> some, Set<String> known) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(known);
        return rest;
    }

    @Test
    void usesProblemsAndBatchesAreCounted() {
        String before = watched.scrape();
        Caller metering = watched.metering();
        metering.send("POST", "/v1/uses", USE.formatted("one"), Map.of()).is(201);
        metering.send("POST", "/v1/uses", USE.formatted("one"), Map.of()).is(201);
        String other = USE.formatted("one").replace("\"quantity\": 1", "\"quantity\": 2");
        metering.send("POST", "/v1/uses", other, Map.of()).is(409, "KEY_REUSED");
        String batch = "{\"uses\": [" + USE.formatted("two") + ", " + other + "]}";
        metering.send("POST", "/v1/uses/batch", batch, Map.of()).is(200);
        String after = watched.scrape();
        grew(before, after, "scrip_uses_total{outcome=\"accepted\"}", 2);
        grew(before, after, "scrip_uses_total{outcome=\"repeated\"}", 1);
        grew(before, after, "scrip_uses_total{outcome=\"refused\"}", 2);
        grew(before, after, "scrip_refusals_total{code=\"KEY_REUSED\"}", 2);
        grew(before, after, "scrip_batch_commands_sum", 5);
        assertTrue(
                Watched.value(after, "scrip_commit_seconds_count")
                        >= Watched.value(before, "scrip_commit_seconds_count") + 2);
        assertTrue(Watched.value(after, "scrip_queue_wait_seconds_count") > 0);
    }

    private static void grew(String before, String after, String series, double by) {
        assertEquals(by, Watched.value(after, series) - Watched.value(before, series), series);
    }

    /// What is told while this server serves and holds the lease.
    private static String serving() {
        List<String> scraped = new ArrayList<>();
        LedgerWorld.until(
                "a server that serves",
                () -> {
                    scraped.add(watched.scrape());
                    return serves(scraped.getLast());
                });
        return scraped.getLast();
    }

    private static boolean serves(String scraped) {
        return Watched.value(scraped, "scrip_ledger_state{state=\"serving\"}") == 1
                && Watched.value(scraped, "scrip_lease_held") == 1;
    }

    @Test
    void itTellsItsStateAndItsLease() {
        String scraped = serving();
        assertEquals(0, Watched.value(scraped, "scrip_ledger_state{state=\"standby\"}"));
        // Nobody else takes it here; on a machine with much to do it may run out and be taken
        // again.
        assertEquals(
                Watched.value(scraped, "scrip_lease_epoch"),
                Watched.value(scraped, "scrip_lease_changes_total{change=\"taken\"}"));
        assertEquals(8_192, Watched.value(scraped, "scrip_queue_commands_max"));
        assertEquals(3, Watched.value(scraped, "scrip_verify_findings"));
        assertTrue(Watched.value(scraped, "scrip_backup_age_seconds") < 600);
        assertEquals(
                16, Watched.value(scraped, "scrip_pool_connections_max{pool=\"scrip_reader\"}"));
    }

    @Test
    void theTokenOfMetricsOpensNothingElse() throws Exception {
        String token = watched.token();
        String root = watched.main().root();
        new Caller(root, token, null).get("/metrics").is(200);
        new Caller(root, token, null).get("/v1/organizations").is(401, "UNAUTHENTICATED");
        new Caller(root, token + "x", null).get("/metrics").is(401);
        new Caller(root, "", null).get("/metrics").is(401);
        watched.main().get("/metrics").is(200);
    }

    @Test
    void figuresTellWhatIsDueAndWhatWaits() throws Exception {
        // Far from today, so that the server itself finds nothing due.
        Instant now = Instant.parse("2226-11-30T12:00:00Z");
        try (Connection superuser = watched.test().superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute(
                    """
                    insert into waits (realm, account, kind, subject, from_at, until_at, due_at)
                    select realm, account, w.kind, w.subject, '-infinity', null, w.due_at
                    from accounts,
                        (values
                            ('APPROVAL', 'order:1', timestamptz '2226-12-01 09:00:00Z'),
                            ('APPROVAL', 'order:2', timestamptz '2226-12-01 11:00:00Z'),
                            ('DEBT', 'pool:1', timestamptz '2226-12-01 00:00:00Z'),
                            ('DEBT', 'pool:2', timestamptz '2226-12-01 00:00:00Z'),
                            ('SUSPENDED', 'pool:1', timestamptz 'infinity'))
                            w (kind, subject, due_at)
                    where id = 'a'
                    """);
            FigureStore store = new FigureStore(watched.test().database());
            Realm live = new Realm(1, "live", Realm.Kind.LIVE);
            statement.execute("update accounts set next_due_at = null");
            assertEquals(Duration.ZERO, store.read(live, now).deadlineLag());
            statement.execute("update accounts set next_due_at = '2226-11-30 11:58:00Z'");
            FigureStore.Figures figures = store.read(live, now);
            assertEquals(Duration.ofMinutes(2), figures.deadlineLag());
            assertEquals(Duration.ofHours(3), figures.activation());
            assertEquals(1, figures.arrears());
            assertEquals(1, figures.suspended());
            assertEquals(2, figures.waits().get(Waiting.Kind.APPROVAL));
            assertEquals(0, figures.waits().get(Waiting.Kind.SALE));
            statement.execute("update accounts set next_due_at = null");
            statement.execute("delete from waits where subject in ('order:1', 'order:2')");
            statement.execute("delete from waits where subject in ('pool:1', 'pool:2')");
        }
    }
}
