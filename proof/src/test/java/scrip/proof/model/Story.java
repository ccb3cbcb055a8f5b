package scrip.proof.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Plays a scenario in the format of docs/reference/scenarios.md, but with one part of a step per
 * line: `at: INSTANT`, `VERB: {...}` or `expect: {...}`. A leading dash is decoration.
 */
final class Story {
    private final String text;
    private int position;

    private Story(String text) {
        this.text = text;
    }

    /** Plays the steps; returns every difference between what is expected and what happened. */
    static List<String> play(String header, String steps) {
        return play(new Model(Fields.map(parse(header))), steps);
    }

    static List<String> play(Model model, String steps) {
        List<String> faults = new ArrayList<>();
        Instant at = null;
        String step = "";
        Map<String, Object> outcome = Map.of();
        boolean expected = true;
        for (String raw : steps.lines().toList()) {
            String line = raw.strip().startsWith("- ") ? raw.strip().substring(2) : raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String word = line.substring(0, line.indexOf(':'));
            String rest = line.substring(line.indexOf(':') + 1).strip();
            if (word.equals("expect")) {
                compare(step, Fields.map(parse(rest)), outcome, faults);
                expected = true;
                continue;
            }
            refusedUnexpectedly(expected, step, outcome, faults);
            expected = false;
            if (word.equals("at")) {
                at = ZonedDateTime.parse(rest).toInstant();
                outcome = Map.of();
            } else {
                step = at + " " + line;
                outcome = model.play(at, word, Fields.map(parse(rest)));
            }
        }
        refusedUnexpectedly(expected, step, outcome, faults);
        return faults;
    }

    private static void refusedUnexpectedly(
            boolean expected, String step, Map<String, Object> outcome, List<String> faults) {
        if (!expected && outcome.containsKey("refused")) {
            faults.add(step + "\n  refused: " + outcome.get("refused"));
        }
    }

    private static void compare(
            String step,
            Map<String, Object> expected,
            Map<String, Object> outcome,
            List<String> faults) {
        expected.forEach((key, value) -> {
            Object found = outcome.get(key.equals("includes") ? "codes" : key);
            boolean same =
                    key.equals("includes")
                            ? found instanceof List<?> codes && codes.containsAll((List<?>) value)
                            : Objects.equals(plain(value), plain(found));
            if (!same) {
                faults.add(step + "\n  expected " + key + "=" + value + " in " + outcome);
            }
        });
    }

    private static Object plain(Object value) {
        return switch (value) {
            case null -> null;
            case Long number -> BigDecimal.valueOf(number).toString();
            case String text when text.matches("\\d{4}-\\d\\d-\\d\\dT.*") ->
                    ZonedDateTime.parse(text).toInstant().toString();
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((key, inner) -> copy.put(key, plain(inner)));
                yield copy;
            }
            default -> value.toString();
        };
    }

    static Object parse(String text) {
        Story story = new Story(text);
        return story.value();
    }

    private Object value() {
        blanks();
        char first = text.charAt(position);
        if (first == '{') {
            return mapping();
        }
        if (first == '[') {
            return sequence();
        }
        String word = word();
        return word.matches("-?\\d+") ? Long.valueOf(word) : word;
    }

    private Map<String, Object> mapping() {
        Map<String, Object> map = new LinkedHashMap<>();
        position++;
        while (!closes('}')) {
            String key = word();
            position++;
            map.put(key, value());
        }
        return map;
    }

    private List<Object> sequence() {
        List<Object> list = new ArrayList<>();
        position++;
        while (!closes(']')) {
            list.add(value());
        }
        return list;
    }

    private boolean closes(char end) {
        blanks();
        if (text.charAt(position) == ',') {
            position++;
            blanks();
        }
        if (text.charAt(position) == end) {
            position++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private String word() {
        blanks();
        int start = position;
        if (text.charAt(position) == '"') {
            position = text.indexOf('"', start + 1) + 1;
            return text.substring(start + 1, position - 1);
        }
        while (position < text.length() && !ends()) {
            position++;
        }
        return text.substring(start, position).strip();
    }

    /** A colon ends a word only before a blank: instants have colons. */
    private boolean ends() {
        char c = text.charAt(position);
        boolean colon =
                c == ':' && position + 1 < text.length() && text.charAt(position + 1) == ' ';
        return colon || c == ',' || c == '}' || c == ']';
    }
}
