package scrip.proof.simulate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.ledger.NoticeCode;
import scrip.core.organization.OrganizationId;
import scrip.server.rehearse.Play;
import scrip.server.rehearse.Stage;
import scrip.server.rehearse.StepFields;

/// Plays steps on a stage and reports their outcomes; for notices also when they were due.
final class Teller {

    private final Stage stage;
    private final Play play;
    private final Map<String, Long> noticesSeen = new HashMap<>();

    Teller(Stage stage) {
        this.stage = stage;
        play = new Play(stage);
    }

    void open(Setting setting) {
        play.open(setting.organizations(), setting.opensAt());
    }

    static boolean looksAtNotices(Step step) {
        return step.verb().equals("check") && step.subject().equals("notices");
    }

    /// The outcome of a step that refers to something that was never created.
    static Map<String, Object> unknown(IllegalArgumentException why) {
        return Map.of("unknown", String.valueOf(why.getMessage()));
    }

    Map<String, Object> play(Step step) {
        play.moveTo(step.at());
        try {
            return looksAtNotices(step)
                    ? notices(new StepFields(step.fields()).nested("notices"))
                    : play.play(step.verb(), new StepFields(step.fields()));
        } catch (IllegalArgumentException unknown) {
            return unknown(unknown);
        }
    }

    private Map<String, Object> notices(StepFields fields) {
        OrganizationId id = new OrganizationId(fields.text("org"));
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
}
