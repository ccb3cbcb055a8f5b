package scrip.proof.simulate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Many random worlds, each on `core` in memory against the model, on all processors. The same
/// seeds give the same worlds, in whatever order they are played.
final class Simulation {

    private final int steps;
    private final int threads;

    /// @param steps the number of steps of each world
    Simulation(int steps, int threads) {
        this.steps = steps;
        this.threads = threads;
    }

    /// The end of one world.
    ///
    /// @param failure what went wrong, not yet shortened; null if nothing did
    record Ending(long seed, Tally tally, @Nullable Failure failure) {}

    /// A history that ends with a fault.
    record Failure(Setting setting, List<Step> steps, Match.Mismatch fault) {}

    /// A world that was played, to be replayed elsewhere.
    ///
    /// @param told its steps, and a check of everything at the end
    record History(long seed, Setting setting, List<Match.Told> told) {}

    /// The result of all worlds.
    ///
    /// @param failures the worlds that failed, by seed
    record Result(Tally tally, List<Ending> failures) {}

    /// Plays worlds with consecutive seeds.
    ///
    /// @param done called with the number of worlds that have ended
    Result play(long seed, int worlds, IntConsumer done) throws InterruptedException {
        Tally tally = new Tally();
        List<Ending> failures = new ArrayList<>();
        try (ExecutorService players = Executors.newFixedThreadPool(threads)) {
            Deque<Future<Ending>> all = new ArrayDeque<>();
            for (int i = 0; i < worlds; i++) {
                long own = seed + i;
                Callable<Ending> world = () -> play(own);
                all.add(players.submit(world));
            }
            for (int i = 0; i < worlds; i++) {
                Ending ending = all.removeFirst().get();
                tally.add(ending.tally());
                if (ending.failure() != null) {
                    failures.add(ending);
                }
                done.accept(i + 1);
            }
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
        return new Result(tally, failures);
    }

    /// Plays one world to its end or to its first fault.
    Ending play(long seed) {
        return play(new RandomWorld(seed), seed, null);
    }

    /// Plays one world and passes its history on.
    Ending play(RandomWorld world, long seed, @Nullable Consumer<History> taker) {
        Tally tally = new Tally();
        Match match = new Match(world.setting(), world.known(), tally);
        List<Step> history = new ArrayList<>();
        Match.Mismatch fault = null;
        for (int i = 0; i < steps && fault == null; i++) {
            Step step = world.next(match.stage());
            history.add(step);
            fault = match.play(step);
        }
        if (fault == null) {
            fault = match.playLast(history.getLast());
        }
        if (fault == null && taker != null) {
            List<Match.Told> told = match.historyWithLastLooks(history.getLast());
            taker.accept(new History(seed, world.setting(), told));
        }
        Failure failure = fault == null ? null : new Failure(world.setting(), history, fault);
        return new Ending(seed, tally, failure);
    }
}
