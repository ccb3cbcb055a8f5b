package scrip.proof.simulate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Random worlds on the real ledger. Each is first played on `core` against the model, and then
/// again, in its own realm, through the queue and the writer of the server. Many worlds run in
/// parallel, and within each some commands are submitted before others are answered.
final class LedgerSimulation {

    /// Worlds that run in parallel.
    private static final int AT_ONCE = 16;

    /// Verbs that one player may submit before earlier answers arrive; each is a single command
    /// that reads nothing beforehand that another of them changes.
    private static final Set<String> TOGETHER =
            Set.of("use", "hold", "capture", "release", "correct", "grant", "cancel", "recall");

    private static final int TOGETHER_MAX = 12;

    private final Simulation simulation;
    private final Installation installation;

    LedgerSimulation(int steps, Installation installation) {
        this.simulation = new Simulation(steps, 1);
        this.installation = installation;
    }

    /// How a world ended.
    ///
    /// @param fault what was wrong; null for nothing
    private record Ended(long seed, Tally tally, @Nullable String fault) {}

    /// The result of all worlds.
    ///
    /// @param faults one line each
    record Result(Tally tally, int worlds, List<String> faults) {}

    /// Plays worlds with consecutive seeds, except those whose server has a wrong clock: on the
    /// real ledger a clock that ran ahead has booked what fell due by it, which is correct, but
    /// `core` alone does not do it.
    Result play(long seed, int worlds, IntConsumer done) throws InterruptedException {
        Tally tally = new Tally();
        List<String> faults = new ArrayList<>();
        try (ExecutorService players = Executors.newFixedThreadPool(AT_ONCE)) {
            CompletionService<Ended> all = new ExecutorCompletionService<>(players);
            long next = seed;
            for (int i = 0; i < worlds; i++) {
                while (new RandomWorld(next).clockSteps()) {
                    next++;
                }
                long own = next++;
                Callable<Ended> world = () -> play(own);
                all.submit(world);
            }
            for (int i = 0; i < worlds; i++) {
                Ended ended = all.take().get();
                tally.add(ended.tally());
                if (ended.fault() != null) {
                    faults.add("seed " + ended.seed() + ": " + ended.fault());
                }
                done.accept(i + 1);
            }
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
        return new Result(tally, worlds, faults);
    }

    private Ended play(long seed) throws InterruptedException {
        List<Simulation.History> taken = new ArrayList<>();
        Simulation.Ending ending = simulation.play(new RandomWorld(seed), seed, taken::add);
        Simulation.Failure failure = ending.failure();
        if (failure != null) {
            return new Ended(seed, ending.tally(), "core alone: " + failure.fault());
        }
        try {
            return new Ended(seed, ending.tally(), replay(taken.getFirst()));
        } catch (RuntimeException broken) {
            return new Ended(seed, ending.tally(), "the ledger broke: " + broken);
        }
    }

    /// The difference on the real ledger; null for none.
    private @Nullable String replay(Simulation.History history) throws InterruptedException {
        String realm = "world-" + history.seed();
        Setting setting = history.setting();
        installation.createRealm(realm, setting.versions(), setting.opensAt());
        Together together = new Together();
        Teller teller =
                new Teller(new LedgerStage(installation, realm, setting.opensAt(), together));
        teller.open(setting);
        List<Match.Told> told = history.told();
        int at = 0;
        while (at < told.size()) {
            List<Match.Told> some = told.subList(at, at + together(told, at));
            List<@Nullable Map<String, Object>> outcomes =
                    some.size() > 1
                            ? together.play(some, teller::play)
                            : List.of(alone(teller, some.getFirst().step()));
            for (int i = 0; i < some.size(); i++) {
                Map<String, Object> ours = outcomes.get(i);
                String difference =
                        ours == null ? null : Duel.difference(ours, some.get(i).expected());
                if (difference != null) {
                    return "step %d, %s: %s".formatted(at + i + 1, some.get(i).step(), difference);
                }
            }
            at += some.size();
        }
        return null;
    }

    /// The deadline loop of the real ledger books what is due, so a tick only moves the time.
    private static Map<String, Object> alone(Teller teller, Step step) {
        return step.verb().equals(Step.TICK) ? Map.of() : teller.play(step);
    }

    /// How many steps from an index on are submitted together: at the same instant, and not
    /// referring to a name given by an earlier one of them.
    private static int together(List<Match.Told> told, int from) {
        Set<Object> given = new HashSet<>();
        int count = 0;
        for (Match.Told one : told.subList(from, Math.min(told.size(), from + TOGETHER_MAX))) {
            Step step = one.step();
            Map<String, Object> fields = step.fields();
            boolean named =
                    given.contains(fields.get("hold"))
                            || given.contains(fields.get("order"))
                            || (step.verb().equals("correct") && given.contains(fields.get("key")));
            if (!TOGETHER.contains(step.verb())
                    || named
                    || !step.at().equals(told.get(from).step().at())) {
                break;
            }
            given.add(fields.getOrDefault("as", ""));
            given.add(fields.getOrDefault("key", ""));
            count++;
        }
        return Math.max(1, count);
    }
}
