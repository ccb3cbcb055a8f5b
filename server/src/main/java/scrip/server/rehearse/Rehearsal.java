package scrip.server.rehearse;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import scrip.server.rehearse.Scenario.Step;

/// Plays one scenario from its first step to the first that fails.
public final class Rehearsal {

    private Rehearsal() {}

    /// The outcome of one step.
    ///
    /// @param failure what was expected but did not happen; null if the step passed
    public record Played(
            int line,
            @Nullable Instant at,
            @Nullable String verb,
            SortedMap<String, Object> outcome,
            @Nullable String failure) {}

    /// Plays a scenario on a stage of its own. If a step fails, it is the last one played. If the
    /// catalogs are expected to be refused, that is the only step.
    public static List<Played> play(Scenario scenario, Stage stage) {
        Played published = Publishing.play(scenario);
        if (published != null) {
            return List.of(published);
        }
        Play play = new Play(stage);
        play.open(scenario.organizations(), scenario.begins());
        List<Played> all = new ArrayList<>();
        for (Step step : scenario.steps()) {
            Played played = play(play, step);
            all.add(played);
            if (played.failure() != null) {
                break;
            }
        }
        return all;
    }

    /// Plays one step.
    public static Played play(Play play, Step step) {
        if (step.at() != null) {
            play.moveTo(step.at());
        }
        String verb = step.verb();
        if (verb == null) {
            return new Played(step.line(), step.at(), null, new TreeMap<>(), null);
        }
        SortedMap<String, Object> outcome;
        String failure;
        try {
            outcome = play.play(verb, step.fields());
            failure = failure(step.expect(), outcome);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            outcome = new TreeMap<>();
            failure = e.getMessage();
        }
        return new Played(step.line(), step.at(), verb, outcome, failure);
    }

    /// The difference from what was expected; null if there is none. Only the expected keys are
    /// compared.
    static @Nullable String failure(
            @Nullable Map<String, Object> expect, Map<String, Object> outcome) {
        Object refused = outcome.get("refused");
        if (refused != null && (expect == null || !expect.containsKey("refused"))) {
            return "refused " + refused;
        }
        if (expect == null) {
            return null;
        }
        List<String> differences = new ArrayList<>();
        expect.forEach((key, wanted) -> {
            boolean same =
                    key.equals("includes")
                            ? Checks.includes(outcome.get("codes"), wanted)
                            : same(wanted, outcome.get(key));
            if (!same) {
                Object found = outcome.get(key.equals("includes") ? "codes" : key);
                differences.add(key + ": expected " + wanted + ", happened " + word(found));
            }
        });
        return differences.isEmpty() ? null : String.join("; ", differences);
    }

    private static String word(@Nullable Object found) {
        return found == null ? "nothing of the kind" : found.toString();
    }

    private static boolean same(Object wanted, @Nullable Object found) {
        if (found == null) {
            return false;
        }
        if (wanted instanceof Number && found instanceof Number) {
            return new BigDecimal(wanted.toString()).compareTo(new BigDecimal(found.toString()))
                    == 0;
        }
        return wanted.equals(found) || wanted.toString().equals(found.toString());
    }
}
