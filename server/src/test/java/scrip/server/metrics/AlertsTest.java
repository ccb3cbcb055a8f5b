package scrip.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import scrip.server.Caller.Answer;
import tools.jackson.databind.JsonNode;

/// The rules of alerts and the dashboard: what they ask for exists, and each alert has its place on
/// the page that says what to do.
class AlertsTest {

    static final Path RULES = Path.of("../deploy/prometheus/alerts.yaml");
    private static final Path RULES_TEST = Path.of("../deploy/prometheus/alerts.test.yaml");
    private static final Path DASHBOARD = Path.of("../deploy/grafana/scrip.json");
    private static final Path PAGE = Path.of("../docs/operating/alerts.md");
    private static final String RUNBOOK = "https://scrip.example/docs/operating/alerts#";

    /// What stands in an expression and is no metric: matchers, ranges, lists of labels, numbers.
    private static final Pattern NO_METRIC =
            Pattern.compile(
                    "\\{[^}]*}|\\[[^]]*]|\\b(?:by|on|without) \\([^)]*\\)|\\b[0-9.]+\\b"
                            + "|\\b(?:and|or|unless)\\b");

    /// A name that no parenthesis follows, as it does that of a function.
    private static final Pattern NAME = Pattern.compile("\\b[a-z_:][a-z0-9_:]*\\b(?! *\\()");

    /// Made by Prometheus itself.
    private static final Set<String> OF_PROMETHEUS = Set.of("up");

    @TempDir Path folder;

    /// One rule of the file.
    record Rule(String alert, String expression, Map<?, ?> fields) {

        String of(String map, String key) {
            return fields.get(map) instanceof Map<?, ?> inner ? String.valueOf(inner.get(key)) : "";
        }
    }

    static List<Rule> rules() throws Exception {
        Map<?, ?> file =
                (Map<?, ?>)
                        new Load(LoadSettings.builder().build())
                                .loadFromString(Files.readString(RULES));
        List<Rule> rules = new ArrayList<>();
        for (Object group : list(file.get("groups"))) {
            for (Object rule : list(((Map<?, ?>) group).get("rules"))) {
                Map<?, ?> fields = (Map<?, ?>) rule;
                rules.add(
                        new Rule(
                                String.valueOf(fields.get("alert")),
                                String.valueOf(fields.get("expr")),
                                fields));
            }
        }
        return rules;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> all ? all : List.of();
    }

    static Set<String> metrics(String expression) {
        String rest = NO_METRIC.matcher(expression).replaceAll("");
        Set<String> names = new TreeSet<>();
        NAME.matcher(rest).results().forEach(found -> names.add(found.group()));
        return names;
    }

    private static void expressions(JsonNode node, List<String> to) {
        JsonNode own = node.get("expr");
        if (own != null) {
            to.add(own.asString());
        }
        node.forEach(child -> expressions(child, to));
    }

    @Test
    void namesAreFoundInExpressions() {
        assertEquals(
                Set.of("a_bucket", "b_total", "c"),
                metrics(
                        "histogram_quantile(0.9, sum by (le) (rate(a_bucket{x=\"y\"}[5m]))) > 2"
                                + " and topk(10, b_total) / c == 1"));
    }

    @Test
    void everyMetricOfTheRulesAndTheDashboardIsServed() throws Exception {
        List<String> expressions = new ArrayList<>();
        expressions(Answer.parsed(Files.readString(DASHBOARD)), expressions);
        assertTrue(expressions.size() > 30, expressions.size() + " on the dashboard");
        for (Rule rule : rules()) {
            expressions.add(rule.expression());
        }
        Set<String> served;
        try (Watched watched = Watched.start(folder)) {
            served = new HashSet<>(Watched.names(watched.scrape()));
        }
        served.addAll(OF_PROMETHEUS);
        Set<String> missing = new TreeSet<>();
        for (String expression : expressions) {
            metrics(expression).stream()
                    .filter(name -> !served.contains(name))
                    .forEach(name -> missing.add(name + " in " + expression));
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void eachAlertSaysHowBadItIsAndHasItsPlaceOnThePage() throws Exception {
        List<String> heads =
                Files.readString(PAGE)
                        .lines()
                        .filter(line -> line.startsWith("## "))
                        .map(line -> line.substring("## ".length()))
                        .toList();
        assertEquals(rules().stream().map(Rule::alert).toList(), heads);
        String page = Files.readString(PAGE);
        for (Rule rule : rules()) {
            assertTrue(
                    Set.of("critical", "warning").contains(rule.of("labels", "severity")),
                    rule.alert());
            assertEquals(
                    RUNBOOK + rule.alert().toLowerCase(Locale.ROOT),
                    rule.of("annotations", "runbook_url"));
            assertTrue(!rule.of("annotations", "summary").isBlank(), rule.alert());
            assertTrue(
                    page.contains(
                            "*%s*, after %s: `%s`"
                                    .formatted(
                                            rule.of("labels", "severity"),
                                            rule.fields().get("for"),
                                            rule.expression())),
                    rule.alert() + " is otherwise on the page");
        }
    }

    @Test
    void theLineOfThePagePutsAnotherAddressIntoEachAlert() throws Exception {
        String line =
                Files.readString(PAGE)
                        .lines()
                        .filter(one -> one.startsWith("sed -i "))
                        .findFirst()
                        .orElseThrow();
        Path rules = Files.copy(RULES, folder.resolve("alerts.yaml"));
        Process shell =
                new ProcessBuilder("sh", "-c", line).directory(folder.toFile()).inheritIO().start();
        assertEquals(0, shell.waitFor());
        List<String> pages =
                Files.readString(rules)
                        .lines()
                        .filter(one -> one.contains("runbook_url: "))
                        .toList();
        assertEquals(rules().size(), pages.size());
        for (String page : pages) {
            assertTrue(
                    page.contains(" https://scrip.hospital.example/docs/operating/alerts#scrip"),
                    page);
        }
    }

    @Test
    void eachAlertHasATestOfPromtool() throws Exception {
        String tests = Files.readString(RULES_TEST);
        for (Rule rule : rules()) {
            assertTrue(tests.contains("alertname: " + rule.alert() + "\n"), rule.alert());
        }
    }

    @Test
    void promtoolFindsTheRulesGoodAndPassesTheirTests() throws Exception {
        Program promtool = Program.find("promtool");
        Assumptions.assumeTrue(
                promtool != null, "promtool is not installed (Debian: apt install prometheus)");
        promtool.run("check", "rules", RULES.toString());
        promtool.run("test", "rules", RULES_TEST.toString());
    }
}
