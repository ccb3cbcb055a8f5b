package scrip.server.ledger;

import java.time.Instant;
import java.util.List;
import scrip.core.ledger.Account;
import scrip.core.ledger.Entry;

/// An account as it is at an instant.
///
/// @param account advanced to `now`; `exists` is false if there is none
/// @param pending the facts that time has caused but no command has booked yet, with the sequence
///   numbers they will get if nothing is booked before them
/// @param now the instant it was read for: for a live reading the clock of its realm, or the
///   account's last booking if that is later (T5)
public record Reading(Account account, List<Entry> pending, Instant now) {

    /// The sequence number of its last booked fact. Rows of later ones may be there already.
    public long bookedSeq() {
        return account.seq() - pending.size();
    }
}
