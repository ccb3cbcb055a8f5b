package scrip.server.verify;

/// Counts what a verification has verified, and tells it after each page of what it reads.
final class Progress {

    private final Watch watch;
    private final long all;
    private long accounts;
    private long facts;

    /// @param all how many accounts there are
    Progress(Watch watch, long all) {
        this.watch = watch;
        this.all = all;
    }

    long accounts() {
        return accounts;
    }

    long facts() {
        return facts;
    }

    /// The account under way was verified up to one of its facts.
    void within(long seq) {
        watch.reached(new Watch.Reached(accounts, all, facts + seq));
    }

    /// An account was verified.
    ///
    /// @param its how many facts it has
    void next(long its) {
        accounts++;
        facts += its;
        step();
    }

    /// Something without a number was verified.
    void step() {
        within(0);
    }

    /// Something beside the accounts was verified.
    ///
    /// @param what in words, behind the number
    void beside(long count, String what) {
        watch.beside(count, what);
    }
}
