package scrip.proof.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RulesPageTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void every_rule_has_a_class_and_a_scenario_that_cite_it() {
        assertEquals(List.of(), new RulesPage(ROOT).faults());
    }

    @Test
    void the_page_is_up_to_date() throws IOException {
        assertEquals(
                new RulesPage(ROOT).text(),
                Files.readString(ROOT.resolve("docs/rules.md")),
                "run ./scrip proof rules --write");
    }

    @Test
    void every_kind_of_fault_is_reported() {
        List<Rule> rules = new ArrayList<>(RuleTable.read());
        put(rules, new Rule("C1", "nobody decides it", List.of(), null));
        put(rules, new Rule("C2", "no such class", List.of("scrip.core.catalog.Prices"), null));
        put(rules, new Rule("C3", "not cited", List.of("scrip.core.money.Money"), null));
        List<CitingScenario> proofs =
                CitingScenario.all(ROOT).stream()
                        .filter(proof -> !proof.rules().contains("O5"))
                        .toList();
        List<CitingScenario> wrong = new ArrayList<>(proofs);
        wrong.add(new CitingScenario("scenarios/wrong.yaml", "", Set.of("R24")));
        assertEquals(
                List.of(
                        "C1 has no class that decides it",
                        "C2: there is no class scrip.core.catalog.Prices",
                        "C3: no doc comment of scrip.core.money.Money cites it",
                        "O5 has no scenario that cites it",
                        "scenarios/wrong.yaml cites R24, which is no rule"),
                new RulesPage(ROOT, rules, wrong).faults());
    }

    @Test
    void a_rule_missing_from_the_list_is_reported() {
        List<Rule> rules = RuleTable.read();
        List<String> faults =
                new RulesPage(ROOT, rules.subList(0, rules.size() - 1), CitingScenario.all(ROOT))
                        .faults();
        assertEquals(
                "the list does not have each rule of docs/rulebook.md once and in order",
                faults.getFirst().split(":", -1)[0]);
    }

    @Test
    void a_range_of_rules_cites_each_of_them() {
        assertEquals(
                Set.of("O2", "O3", "O4", "M1"), Citations.in("Money comes in (O2 to O4, M1)."));
        assertEquals(Set.of("C10"), Citations.in("C10; IPC > 24 hours > R"));
    }

    @Test
    void the_pages_name_only_scenarios_that_exist() throws IOException {
        Path pages = ROOT.resolve("docs/reference/pages.md");
        List<String> missing =
                Pattern.compile("\\]\\(([^)#]+)\\)")
                        .matcher(Files.readString(pages))
                        .results()
                        .map(link -> link.group(1))
                        .filter(link -> !Files.exists(pages.resolveSibling(link)))
                        .toList();
        assertEquals(List.of(), missing);
    }

    private static void put(List<Rule> rules, Rule other) {
        rules.replaceAll(rule -> rule.id().equals(other.id()) ? other : rule);
    }
}
