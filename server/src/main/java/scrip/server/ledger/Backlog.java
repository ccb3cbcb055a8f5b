package scrip.server.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Submissions that wait until what has fallen due on their accounts is booked, portion by portion
/// (X4). They wait behind everybody else's, and in the order in which they came: one that touches
/// an account on which another waits, waits too.
final class Backlog {

    private final List<Submission> waiting = new ArrayList<>();
    private final Set<Ref> accounts = new HashSet<>();

    /// The same, to be changed without changing this.
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

    /// Whether a submission has to wait for one that waits already, or for the next batch.
    boolean holdsUp(Submission submission) {
        return !accounts.isEmpty() && submission.refs().stream().anyMatch(accounts::contains);
    }

    void add(Submission submission) {
        waiting.add(submission);
        accounts.addAll(submission.refs());
    }

    /// Lets nothing more be decided on an account until the next turn.
    void block(Ref account) {
        accounts.add(account);
    }

    /// Those that wait, and those that came since, in the order in which they are decided: first
    /// what has nothing to do with the accounts on which others wait. Nothing waits afterwards.
    ///
    /// @param most how many may wait; the newest beyond are answered `BUSY`
    List<Submission> before(List<Submission> came, int most) {
        int room = Math.clamp(most - waiting.size(), 0, came.size());
        List<Submission> fresh = came.subList(0, room);
        came.subList(room, came.size()).forEach(s -> s.unavailable(Outcome.Reason.BUSY));
        List<Submission> all = new ArrayList<>();
        List<Submission> behind = new ArrayList<>();
        for (Submission submission : fresh) {
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
