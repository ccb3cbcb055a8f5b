package scrip.core.ledger;

import java.time.Instant;
import scrip.core.catalog.Catalogs;

/// Decides one command on one account: pure, and the only way in which facts come to be.
public final class Decide {

    private Decide() {}

    /// Advances the account to `now` and decides the command. Keys are looked up by the caller
    /// before (R7). `now` earlier than the account's last booking counts as that (T5).
    ///
    /// @param account as its facts have left it; `Account.none` before the first
    public static Decision decide(
            Account account, Envelope envelope, Memory memory, Catalogs catalogs, Instant now) {
        throw new UnsupportedOperationException("to come");
    }
}
