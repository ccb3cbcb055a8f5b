package scrip.proof.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import scrip.core.organization.OrganizationId;
import scrip.proof.model.Model;
import scrip.server.rehearse.StepFields;

/// Plays the same steps on `core` and on the model, whose answers must agree where both give one.
final class Duel {

    private final MemoryStage stage;
    private final Teller teller;
    private final Model model;

    Duel(Setting setting) {
        stage = new MemoryStage(setting.versions());
        teller = new Teller(stage);
        model = new Model(setting.told(), setting.prices());
        teller.open(setting);
    }

    /// The answers of both.
    ///
    /// @param outcome the answer of `core`; empty for a step that refers to something that was
    ///   never created
    /// @param expected the answer of the model
    /// @param difference what differs; null if they agree
    record Round(
            Map<String, Object> outcome,
            Map<String, Object> expected,
            @Nullable String difference) {}

    MemoryStage stage() {
        return stage;
    }

    /// Plays a step on both. A step that refers to something unknown to both is skipped by both.
    Round play(Step step) {
        if (step.verb().equals(Step.TICK)) {
            stage.moveTo(step.at());
            stage.tick(org(step.fields()));
            return new Round(Map.of(), Map.of(), null);
        }
        if (Teller.looksAtNotices(step)) {
            // A look at notices records them: whatever has fallen due is booked.
            stage.moveTo(step.at());
            stage.tick(
                    new OrganizationId(
                            new StepFields(step.fields()).nested("notices").text("org")));
        }
        Map<String, Object> ours;
        try {
            ours = teller.play(step);
        } catch (RuntimeException broken) {
            return new Round(Map.of(), Map.of(), "core broke: " + broken);
        }
        Map<String, Object> theirs;
        try {
            theirs = model.play(step.at(), step.verb(), step.fields());
        } catch (IllegalArgumentException unknown) {
            theirs = Teller.unknown(unknown);
        } catch (RuntimeException broken) {
            return new Round(ours, Map.of(), "the model broke: " + broken);
        }
        return new Round(ours, theirs, difference(ours, theirs));
    }

    private static OrganizationId org(Map<String, Object> fields) {
        return new OrganizationId((String) fields.getOrDefault("org", ""));
    }

    /// The difference between the two answers; null if there is none. A refusal and a reason are
    /// always compared.
    static @Nullable String difference(Map<String, Object> ours, Map<String, Object> theirs) {
        if (ours.containsKey("unknown") && theirs.containsKey("unknown")) {
            return null;
        }
        List<String> differences = new ArrayList<>();
        for (String key : List.of("unknown", "refused", "reason")) {
            compare(key, ours.get(key), theirs.get(key), differences);
        }
        if (!differences.isEmpty()) {
            return String.join("; ", differences);
        }
        if (ours.containsKey("codes")) {
            compare("notices", byDue(ours), byDue(theirs), differences);
            return differences.isEmpty() ? null : differences.getFirst();
        }
        for (String key : ours.keySet()) {
            if (theirs.containsKey(key)) {
                compare(key, ours.get(key), theirs.get(key), differences);
            }
        }
        return differences.isEmpty() ? null : String.join("; ", differences);
    }

    private static void compare(
            String key, @Nullable Object ours, @Nullable Object theirs, List<String> differences) {
        String one = String.valueOf(ours);
        String other =
                theirs instanceof Map<?, ?> map ? new TreeMap<>(map).toString() : "" + theirs;
        if (!one.equals(other)) {
            differences.add(key + ": core " + one + ", model " + other);
        }
    }

    /// The codes; those due at the same instant are sorted alphabetically, since the rules define
    /// no order.
    private static List<String> byDue(Map<String, Object> outcome) {
        List<?> codes = (List<?>) outcome.getOrDefault("codes", List.of());
        List<?> due = (List<?>) outcome.getOrDefault("due", List.of());
        List<String> all = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            all.add(due.get(i) + " " + codes.get(i));
        }
        Collections.sort(all);
        return all;
    }
}
