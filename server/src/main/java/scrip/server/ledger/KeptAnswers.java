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

    /// Keeps an answer in the place of an earlier one to the same question, or of the oldest.
    synchronized void keep(LastingAnswer answer) {
        List<LastingAnswer> next = new ArrayList<>();
        LastingAnswer first = newest;
        if (first != null) {
            next.add(first);
        }
        next.addAll(others);
        next.removeIf(known -> known.question().equals(answer.question()));
        others = List.copyOf(next.subList(0, Math.min(next.size(), OTHERS_MAX)));
        newest = answer;
    }
}
