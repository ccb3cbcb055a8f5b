package scrip.server.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Gate;
import scrip.core.access.LastingAnswer;
import scrip.core.catalog.Catalogs;

/// The last answers of access that were computed from an account as one commit left it. The next
/// commit of the account begins with none.
final class KeptAnswers {

    private static final int OTHERS_MAX = 3;

    /// Found without a further step in memory, which would cost more than all else.
    private volatile @Nullable LastingAnswer newest;

    private volatile List<LastingAnswer> others = List.of();

    private @Nullable AnswerTable table;
    private boolean hasEnded;

    @Nullable LastingAnswer find(Gate.Question question, Catalogs catalogs, Instant at) {
        LastingAnswer first = newest;
        if (first == null || first.answers(question, catalogs, at)) {
            return first;
        }
        for (LastingAnswer other : others) {
            if (other.answers(question, catalogs, at)) {
                return other;
            }
        }
        return null;
    }

    /// Keeps an answer in the place of an earlier one to the same question, or of the oldest;
    /// nothing after the end.
    ///
    /// @param shared where it is to be found without the account; null for nowhere
    synchronized void keep(LastingAnswer answer, @Nullable AnswerTable shared) {
        if (hasEnded) {
            return;
        }
        List<LastingAnswer> next = new ArrayList<>();
        List<LastingAnswer> gone = new ArrayList<>();
        for (LastingAnswer known : all()) {
            boolean stays = next.size() < OTHERS_MAX && !known.question().equals(answer.question());
            (stays ? next : gone).add(known);
        }
        others = List.copyOf(next);
        newest = answer;
        if (shared != null) {
            table = shared;
            gone.forEach(shared::remove);
            shared.put(answer);
        }
    }

    /// The account has changed or leaves memory: what was computed from it is found no more without
    /// it, and nothing is added.
    synchronized void end() {
        hasEnded = true;
        AnswerTable shared = table;
        if (shared != null) {
            all().forEach(shared::remove);
        }
    }

    private List<LastingAnswer> all() {
        LastingAnswer first = newest;
        if (first == null) {
            return List.of();
        }
        List<LastingAnswer> all = new ArrayList<>();
        all.add(first);
        all.addAll(others);
        return all;
    }
}
