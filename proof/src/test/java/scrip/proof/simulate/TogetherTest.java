package scrip.proof.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import scrip.server.ledger.Outcome;
import scrip.server.rehearse.RealStage;

/// What one player asks before it gets an answer is asked in order, even of a server that takes
/// over from a dead one.
class TogetherTest {

    private final CompletableFuture<Void> firstDies = new CompletableFuture<>();
    private final CompletableFuture<Void> secondDies = new CompletableFuture<>();
    private final List<String> asked = new ArrayList<>();
    private final Together together = new Together();

    @Test
    void afterADeathEarlierCommandsAreRepeatedFirst() throws InterruptedException {
        together.play(List.of(step("a"), step("b"), step("c")), this::play);
        assertEquals(
                List.of("a of first", "b of first", "a of second", "b of second", "c of second"),
                asked);
    }

    private static Match.Told step(String verb) {
        return new Match.Told(new Step(Instant.EPOCH, verb, Map.of()), Map.of());
    }

    private Map<String, Object> play(Step step) {
        if (step.verb().equals("c")) {
            // Neither of the two before can continue until this thread waits.
            firstDies.complete(null);
        }
        while (true) {
            boolean first = !firstDies.isDone();
            CompletableFuture<Void> death = first ? firstDies : secondDies;
            together.beforeAsking(death);
            asked.add(step.verb() + (first ? " of first" : " of second"));
            try {
                together.await(answer(first), death);
                return Map.of("answered", true);
            } catch (RealStage.AwayException away) {
                together.beforeAskingAgain();
            }
        }
    }

    private static CompletableFuture<Outcome> answer(boolean first) {
        return first
                ? new CompletableFuture<>()
                : CompletableFuture.completedFuture(new Outcome.Unavailable(Outcome.Reason.BUSY));
    }
}
