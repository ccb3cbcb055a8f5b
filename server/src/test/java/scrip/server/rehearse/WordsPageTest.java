package scrip.server.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.NoticeCode;

/// Compares the page of scenario files with the words that the reader knows.
class WordsPageTest {

    private static final Path PAGE = Path.of("../docs/reference/scenarios.md");

    @Test
    void every_verb_is_on_the_page_with_its_fields_and_outcomes() throws IOException {
        assertEquals(List.of(), missing("## Verbs", Words.OF_STORIES));
    }

    @Test
    void every_check_is_on_the_page_with_its_outcomes() throws IOException {
        assertEquals(List.of(), missing("## Checks", Words.CHECKS));
    }

    @Test
    void every_notice_is_on_the_page() throws IOException {
        String page = Files.readString(PAGE);
        List<NoticeCode> missing = new ArrayList<>();
        for (NoticeCode code : NoticeCode.values()) {
            if (!page.contains("`" + code + "`")) {
                missing.add(code);
            }
        }
        assertEquals(List.of(), missing);
    }

    private static List<String> missing(String part, Map<String, Words.Verb> words)
            throws IOException {
        List<String> rows =
                Files.readString(PAGE)
                        .lines()
                        .dropWhile(line -> !line.equals(part))
                        .skip(1)
                        .takeWhile(line -> !line.startsWith("## "))
                        .filter(line -> line.startsWith("| `"))
                        .toList();
        List<String> missing = new ArrayList<>();
        words.forEach((name, verb) -> {
            String row =
                    rows.stream()
                            .filter(line -> line.split("\\|", -1)[1].contains("`" + name + "`"))
                            .findFirst()
                            .orElse("");
            if (row.isEmpty()) {
                missing.add(name);
            } else if (!name.equals("check")) {
                verb.fields().keySet().stream()
                        .filter(field -> !row.contains("`" + field + "`"))
                        .forEach(field -> missing.add(name + ": " + field));
                verb.outcome().keySet().stream()
                        .filter(key -> !key.equals("refused") && !row.contains("`" + key + "`"))
                        .forEach(key -> missing.add(name + ": " + key));
            }
        });
        return missing;
    }
}
