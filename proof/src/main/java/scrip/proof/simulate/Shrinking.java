package scrip.proof.simulate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.proof.simulate.Simulation.Failure;

/// Shortens the history of a fault: leaves out steps as long as the same kind of fault remains.
final class Shrinking {

    private final Setting setting;

    Shrinking(Setting setting) {
        this.setting = setting;
    }

    /// A history that keeps the fault and from which no step can be left out.
    Failure shortest(List<Step> steps, Match.Mismatch fault) {
        if (setting.change() != null) {
            Shrinking simpler = new Shrinking(setting.unchanged());
            Failure same = simpler.play(steps);
            if (same != null && same.fault().kind().equals(fault.kind())) {
                return simpler.shortest(same.steps(), same.fault());
            }
        }
        List<Step> best = steps;
        Match.Mismatch last = fault;
        for (int size = Math.max(1, best.size() / 2); size >= 1; size = size / 2) {
            boolean shorter = true;
            while (shorter) {
                shorter = false;
                for (int end = best.size(); end > 0; end -= size) {
                    List<Step> less = new ArrayList<>(best.subList(0, Math.max(0, end - size)));
                    less.addAll(best.subList(end, best.size()));
                    Failure failure = play(less);
                    if (failure != null && failure.fault().kind().equals(fault.kind())) {
                        shorter = failure.steps().size() < best.size();
                        best = failure.steps();
                        last = failure.fault();
                        end = Math.min(end, best.size() + size);
                    }
                }
            }
        }
        return new Failure(setting, best, last);
    }

    /// Plays a history; null if it shows no fault.
    @Nullable Failure play(List<Step> steps) {
        Match match = new Match(setting, new Known(), new Tally());
        for (int i = 0; i < steps.size(); i++) {
            Match.Mismatch fault = match.play(steps.get(i));
            if (fault != null) {
                return new Failure(setting, steps.subList(0, i + 1), fault);
            }
        }
        if (!steps.isEmpty()) {
            Match.Mismatch fault = match.playLast(steps.getLast());
            if (fault != null) {
                return new Failure(setting, steps, fault);
            }
        }
        return null;
    }
}
