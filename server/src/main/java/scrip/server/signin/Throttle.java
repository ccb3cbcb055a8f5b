package scrip.server.signin;

import java.time.Duration;
import scrip.server.http.Allowance;
import scrip.server.http.ProblemException;

/// Limits how often something may be tried: each name has the same number of tries, which are
/// restored over time.
public final class Throttle {

    private final Allotments allotments;
    private final int tries;

    /// @param tries the maximum at once; used tries are restored one by one, all of them within
    ///   `every`
    /// @param detail the message for a caller who is limited
    public Throttle(int tries, Duration every, String detail) {
        this.allotments = new Allotments(every, detail);
        this.tries = tries;
    }

    /// Uses up a try.
    ///
    /// @throws ProblemException if none is left
    public void take(String name) {
        take(name, 1);
    }

    /// Uses up a try of what may take more.
    ///
    /// @param again with how many it can be repeated
    /// @throws ProblemException if none is left
    void take(String name, int again) {
        allotments.take(name, tries, 1, again);
    }

    /// Restores a try, because it succeeded.
    public void giveBack(String name) {
        allotments.giveBack(name, tries, 1);
    }

    /// What a request may cost that has used up a try.
    Allowance allowance(String name) {
        return allotments.allowance(name, tries, 1);
    }
}
