package scrip.server.verify;

/// Follows a verification while it runs, on its thread. Each of its methods may end the run by an
/// [Ended].
interface Watch {

    /// What the entries of the audit log are called, behind their number.
    String AUDIT_ENTRIES = "entries of the audit log";

    /// Nobody follows it.
    Watch NOBODY =
            new Watch() {
                @Override
                public void reached(Reached reached) {
                    // Nobody is told.
                }

                @Override
                public void beside(long count, String what) {
                    // Nobody is told.
                }
            };

    /// How far it has come.
    ///
    /// @param all how many accounts there are
    record Reached(long accounts, long all, long facts) {}

    /// Is told after each page of what is read.
    void reached(Reached reached);

    /// Is told how much was verified beside the accounts.
    ///
    /// @param what in words, behind the number
    void beside(long count, String what);

    /// A verification was ended before it was through.
    final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Ended(String why) {
            super(why, null, false, false);
        }
    }
}
