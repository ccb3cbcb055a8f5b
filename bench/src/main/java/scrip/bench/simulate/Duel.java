package scrip.bench.simulate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import scrip.bench.model.Model;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.ledger.NoticeCode;
import scrip.core.organization.OrganizationId;
import scrip.server.rehearse.Fields;
import scrip.server.rehearse.Play;

/// The same steps on `core` and on the model, which must agree on everything both say.
final class Duel {

    private final MemoryStage stage;
    private final Play play;
    private final Model model;
    private final Map<String, Long> noticesSeen = new HashMap<>();

    Duel(Setting setting) {
        stage = new MemoryStage(setting.versions());
        play = new Play(stage);
        model = new Model(setting.told(), setting.prices());
        play.open(setting.organizations(), setting.opensAt());
    }

    /// What both said, if they said the same.
    ///
    /// @param outcome what `core` answered; empty for a step that names what never came to be
    /// @param difference what differs; null if they agree
    record Round(Map<String, Object> outcome, @Nullable String difference) {}

    MemoryStage stage() {
        return stage;
    }

    /// Plays a step on both. A step that names something unknown to both is left out by both.
    Round play(Step step) {
        play.moveTo(step.at());
        if (step.verb().equals(Step.TICK)) {
            stage.tick(org(step.fields()));
            return new Round(Map.of(), null);
        }
        Map<String, Object> ours;
        try {
            ours = ofCore(step);
        } catch (IllegalArgumentException unknown) {
            ours = Map.of("unknown", String.valueOf(unknown.getMessage()));
        } catch (RuntimeException broken) {
            return new Round(Map.of(), "core broke: " + broken);
        }
        Map<String, Object> theirs;
        try {
            theirs = model.play(step.at(), step.verb(), step.fields());
        } catch (IllegalArgumentException unknown) {
            theirs = Map.of("unknown", String.valueOf(unknown.getMessage()));
        } catch (RuntimeException broken) {
            return new Round(ours, "the model broke: " + broken);
        }
        return new Round(ours, difference(ours, theirs));
    }

    private Map<String, Object> ofCore(Step step) {
        boolean notices = step.verb().equals("check") && step.subject().equals("notices");
        return notices
                ? notices(new Fields(step.fields()).nested("notices"))
                : play.play(step.verb(), new Fields(step.fields()));
    }

    /// Notices with the instants they were due. To look at them records them: what has fallen due
    /// is booked.
    private Map<String, Object> notices(Fields fields) {
        OrganizationId id = new OrganizationId(fields.text("org"));
        stage.tick(id);
        String eyes = fields.text("to") + " " + id;
        boolean toVendor = fields.text("to").equals("vendor");
        List<String> codes = new ArrayList<>();
        List<Instant> due = new ArrayList<>();
        for (Entry entry : stage.noticesAfter(id, noticesSeen.getOrDefault(eyes, 0L))) {
            if (entry.fact() instanceof Fact.Noticed notice) {
                NoticeCode code = notice.code();
                if (toVendor ? code.toVendor() : code.toOrganization()) {
                    codes.add(code.name());
                    due.add(entry.effectiveAt());
                }
            }
            noticesSeen.put(eyes, entry.seq());
        }
        return new TreeMap<>(Map.of("codes", codes, "due", due));
    }

    private static OrganizationId org(Map<String, Object> fields) {
        return new OrganizationId((String) fields.getOrDefault("org", ""));
    }

    /// What differs of what both say; null if nothing does. A refusal and a reason are always said.
    private static @Nullable String difference(
            Map<String, Object> ours, Map<String, Object> theirs) {
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

    /// The codes, those due at one instant in the order of the alphabet: the rules settle no other.
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
