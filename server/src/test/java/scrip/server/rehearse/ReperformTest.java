package scrip.server.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scrip.core.catalog.Catalogs;
import scrip.server.chain.Checkpoints;
import scrip.server.chain.Head;
import scrip.server.chain.Statements;
import scrip.server.database.TestDatabase;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Realm;
import scrip.server.ledger.Settings;
import scrip.server.license.LicenseKey;

/// A hospital performs its statement again with `docs/reperform/Reperform.java` and a head that was
/// published: for every account of all scenarios, and never for a statement that was changed.
class ReperformTest {

    private static final Path PROGRAM = Path.of("../docs/reperform/Reperform.java");

    @TempDir static Path folder;

    private static TestDatabase test;
    private static Statements statements;
    private static Head head;
    private static LicenseKey key;
    private static Method run;

    private record Outcome(int code, List<String> lines) {}

    @BeforeAll
    static void playAndPublish() throws Exception {
        test = TestDatabase.fresh();
        Map<String, Catalogs> published = new ConcurrentHashMap<>();
        try (Ledger ledger =
                Ledger.start(
                        test.database(),
                        realm -> published.getOrDefault(realm.name(), new Catalogs(List.of())),
                        InstantSource.system(),
                        Settings.standard())) {
            assertTrue(ledger.awaitServing(Duration.ofSeconds(20)));
            List<Path> files;
            try (Stream<Path> all = Files.walk(Path.of("../scenarios"))) {
                files = all.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
            }
            for (int n = 0; n < files.size(); n++) {
                if (ScenarioFile.read(files.get(n)) instanceof ScenarioFile.Parsed.Valid valid) {
                    Catalogs catalogs = new Catalogs(valid.scenario().catalogs());
                    published.put("realm-" + n, catalogs);
                    play(ledger, "realm-" + n, valid.scenario(), catalogs);
                }
            }
        }
        Checkpoints checkpoints = new Checkpoints(test.database(), InstantSource.system());
        head = checkpoints.make();
        key = LicenseKey.of(folder.resolve("license-key"));
        statements = new Statements(test.database(), checkpoints, key, () -> true);
        Files.writeString(folder.resolve("head"), head.text(key));
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", folder.toString(), PROGRAM.toString()));
        URLClassLoader alone =
                new URLClassLoader(
                        new java.net.URL[] {URI.create(folder.toUri().toString()).toURL()},
                        ClassLoader.getPlatformClassLoader());
        run = alone.loadClass("Reperform").getMethod("run", String[].class, PrintStream.class);
    }

    @AfterAll
    static void drop() {
        test.close();
    }

    private static void play(Ledger ledger, String name, Scenario scenario, Catalogs catalogs) {
        Instant at = scenario.begins();
        Realm realm = ledger.realms().createSandbox(name, at);
        Rehearsal.play(
                scenario,
                new RealStage(
                        ledger, realm, catalogs, at, Stage.REHEARSAL, CompletableFuture::join));
    }

    private static String statement(long account) throws SQLException {
        Statements.Page page = statements.first(account, null).orElseThrow();
        StringBuilder text = new StringBuilder(page.text());
        while (page.next() != null) {
            page = statements.rows(account, page.next());
            text.append(page.text());
        }
        return text.toString();
    }

    private static Outcome reperformed(String statement) throws Exception {
        Path file = folder.resolve("statement");
        Files.writeString(file, statement);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] args = {
            file.toString(),
            folder.resolve("head").toString(),
            folder.resolve("license-key").toString()
        };
        int code = (int) run.invoke(null, args, new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Outcome(code, out.toString(StandardCharsets.UTF_8).lines().toList());
    }

    private static List<Long> accounts() {
        return test.database()
                .readAll(sql ->
                        sql.sql("select account from accounts order by account")
                                .query(Long.class)
                                .list());
    }

    /// The balances that Scrip's own postings give, as the program prints them.
    private static List<String> balances(long account) {
        return test
                .database()
                .readAll(sql ->
                        sql.sql(
                                        """
                                        select p.resource || '@' || p.storage_years || string_agg(
                                            ' ' || lower(b.book::text) || '=' || b.units, '' order by b.book)
                                        from (select distinct resource, storage_years
                                            from postings
                                            where account = :account) p
                                        cross join lateral (
                                            select book, coalesce(sum(case
                                                when q.units is null then 0
                                                when (q.to_book = book) = (book not in ('ISSUED', 'ARREARS'))
                                                    then q.units
                                                else -q.units end), 0) as units
                                            from unnest(enum_range(null::book)) book
                                            left join postings q on q.account = :account
                                                and q.resource = p.resource
                                                and q.storage_years = p.storage_years
                                                and book in (q.from_book, q.to_book)
                                            group by book) b
                                        group by p.resource, p.storage_years
                                        """)
                                .param("account", account)
                                .query(String.class)
                                .list())
                .stream()
                .sorted()
                .toList();
    }

    @Test
    void everyAccountOfAllScenariosIsSoundWithItsBalances() throws Exception {
        List<Long> accounts = accounts();
        assertTrue(accounts.size() > 50, accounts.size() + "");
        int pools = 0;
        for (long account : accounts) {
            Outcome outcome = reperformed(statement(account));
            assertEquals(0, outcome.code(), outcome.lines() + "");
            assertTrue(outcome.lines().getLast().startsWith("sound: "));
            List<String> printed =
                    outcome.lines().stream()
                            .filter(l -> l.contains(" available="))
                            .sorted()
                            .toList();
            assertEquals(balances(account), printed);
            pools += printed.size();
        }
        assertTrue(pools > 50, pools + "");
    }

    /// Each change of a statement, with what the program says of it.
    private static Map<String, UnaryOperator<List<String>>> forgeries() {
        Map<String, UnaryOperator<List<String>>> all = new LinkedHashMap<>();
        all.put("is not that of the row before", lines -> without(lines, rows(lines).get(1)));
        all.put(
                "the last row is not the one that was proven",
                lines -> without(lines, last(lines)));
        all.put(
                "the proof does not lead to the root",
                lines -> changed(lines, "sibling: ", "sibling: " + "0".repeat(64)));
        all.put("the proof is too short", lines -> without(lines, first(lines, "sibling: ")));
        all.put(
                "the head in the statement is not the one",
                lines -> changed(lines, "| root: ", "| root: " + "0".repeat(64)));
        all.put("the end is missing", lines -> lines.subList(0, lines.size() - 1));
        all.put("there is something behind the end", lines -> with(lines, last(lines)));
        all.put("a row of another account", lines -> changed(lines, "leaf: ", "leaf: 0 1 x 1 0 0"));
        all.put("this is not a statement", lines -> lines.subList(1, lines.size()));
        return all;
    }

    private static List<String> rows(List<String> lines) {
        return lines.stream().filter(l -> l.startsWith("row: ")).toList();
    }

    private static String last(List<String> lines) {
        return rows(lines).getLast();
    }

    private static String first(List<String> lines, String begins) {
        return lines.stream().filter(l -> l.startsWith(begins)).findFirst().orElseThrow();
    }

    private static List<String> without(List<String> lines, String line) {
        List<String> fewer = new ArrayList<>(lines);
        fewer.remove(line);
        return fewer;
    }

    private static List<String> with(List<String> lines, String line) {
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return more;
    }

    private static List<String> changed(List<String> lines, String begins, String line) {
        List<String> other = new ArrayList<>(lines);
        other.set(lines.indexOf(first(lines, begins)), line);
        return other;
    }

    private static long accountWithRows() {
        return test.database()
                .readAll(sql ->
                        sql.sql(
                                        """
                                        select account
                                        from log
                                        group by account
                                        order by count(*) desc, account
                                        limit 1
                                        """)
                                .query(Long.class)
                                .single());
    }

    @Test
    void aStatementThatWasChangedIsNotSound() throws Exception {
        List<String> lines = statement(accountWithRows()).lines().toList();
        for (Map.Entry<String, UnaryOperator<List<String>>> forgery : forgeries().entrySet()) {
            List<String> forged = forgery.getValue().apply(lines);
            Outcome outcome = reperformed(String.join("\n", forged) + "\n");
            assertEquals(1, outcome.code(), forgery.getKey());
            assertTrue(outcome.lines().getLast().contains(forgery.getKey()), outcome.lines() + "");
        }
        String row = rows(lines).get(2);
        for (int at = row.length() - 40; at < row.length() - 36; at++) {
            char other = row.charAt(at) == 'A' ? 'B' : 'A';
            String forged = row.substring(0, at) + other + row.substring(at + 1);
            Outcome outcome = reperformed(String.join("\n", changed(lines, row, forged)) + "\n");
            assertEquals(1, outcome.code());
        }
    }

    @Test
    void aHeadThatWasChangedIsNotGenuine() throws Exception {
        String text = head.text(key).replace("facts: ", "facts: 1");
        Files.writeString(folder.resolve("head"), text);
        try {
            String forged = statement(accountWithRows()).replace("| facts: ", "| facts: 1");
            Outcome outcome = reperformed(forged);
            assertEquals(1, outcome.code());
            assertTrue(outcome.lines().getLast().contains("the signature of the head"));
        } finally {
            Files.writeString(folder.resolve("head"), head.text(key));
        }
    }

    @Test
    void theProgramRunsAsItIs() throws IOException, InterruptedException, SQLException {
        Path file = folder.resolve("mine");
        Files.writeString(file, statement(accountWithRows()));
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                PROGRAM.toString(),
                                file.toString(),
                                folder.resolve("head").toString())
                        .redirectErrorStream(true)
                        .start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        assertTrue(printed.contains("sound: every row is in the head"), printed);
    }
}
