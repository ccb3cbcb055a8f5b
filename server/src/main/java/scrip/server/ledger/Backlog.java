package scrip.server.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Submissions held back until the facts that have fallen due on their accounts are booked, portion
/// by portion (X4). They queue behind all other submissions, in order of arrival; a submission that
/// touches the same account as one held back is held back too.
final class Backlog {

    private final List<Submission> waiting = new ArrayList<>();
    private final Set<Ref> accounts = new HashSet<>();

    /// An independent copy.
    Backlog copy() {
        Backlog copy = new Backlog();
        copy.replace(this);
        return copy;
    }

    void replace(Backlog next) {
        List<Submission> all = List.copyOf(next.waiting);
        Set<Ref> blocked = Set.copyOf(next.accounts);
        waiting.clear();
        accounts.clear();
        waiting.addAll(all);
        accounts.addAll(blocked);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Whether a submission has to wait, either for one that is held back already or for the next
    /// batch.
    boolean holdsUp(Submission submission) {
        return !accounts.isEmpty() && submission.refs().stream().anyMatch(accounts::contains);
    }

    void add(Submission submission) {
        waiting.add(submission);
        accounts.addAll(submission.refs());
    }

    /// Holds back every further submission on an account until the next batch.
    void block(Ref account) {
        accounts.add(account);
    }

    /// Empties the backlog: the submissions held back and the new arrivals, in the order in which
    /// they are to be decided. Those that touch no account of a submission held back come first.
    ///
    /// Those stranded in their order are answered and left out.
    ///
    /// @param most how many may be held back; the newest in excess of that are answered `BUSY`
    List<Submission> before(List<Submission> came, int most) {
        int room = Math.clamp(most - waiting.size(), 0, came.size());
        List<Submission> fresh = came.subList(0, room);
        came.subList(room, came.size()).forEach(s -> s.unavailable(Outcome.Reason.BUSY));
        List<Submission> all = new ArrayList<>();
        List<Submission> behind = new ArrayList<>();
        for (Submission submission : fresh) {
            if (submission.isStranded()) {
                continue;
            }
            boolean holds = holdsUp(submission);
            (holds ? behind : all).add(submission);
            if (holds) {
                accounts.addAll(submission.refs());
            }
        }
        all.addAll(waiting);
        all.addAll(behind);
        waiting.clear();
        accounts.clear();
        return all;
    }
}
