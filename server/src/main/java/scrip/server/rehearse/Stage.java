package scrip.server.rehearse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.access.AccountSource;
import scrip.core.catalog.Catalogs;
import scrip.core.ledger.Account;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Refusal;
import scrip.core.organization.OrganizationId;
import scrip.server.ledger.Ledger;

/// A separate world in which a scenario is played: organizations, their ledgers and a clock that is
/// moved by hand.
public interface Stage extends AccountSource {

    /// The name in which rehearsals submit commands.
    String REHEARSAL = "rehearsal";

    /// In whose name commands are submitted.
    default String who() {
        return REHEARSAL;
    }

    /// Moves the clock; never back.
    void moveTo(Instant at);

    /// Lets the server's clock be wrong by an offset from now on (T5).
    void serverClock(Duration offset);

    /// The versions of the catalogs of this world.
    Catalogs catalogs();

    /// Submits a command and waits for its outcome.
    CommandResult submit(OrganizationId account, Command<?> command, String key);

    /// Submits two commands that are accepted together or not at all.
    CommandResult submitBoth(Ledger.Directed first, Ledger.Directed second, String key);

    /// An account as it is now, or as it was at an instant.
    default Account account(OrganizationId id, @Nullable Instant asOf) {
        return read(id, asOf).account();
    }

    /// The time of an account: the clock's, or that of its last booking if the clock is behind
    /// (T5).
    Instant now(Account account);

    /// The notices of an account after a sequence number, including those due but not booked.
    List<Entry> noticesAfter(OrganizationId id, long seq);

    /// The storage obligations of an account that are live now (R5).
    Obligations obligations(OrganizationId id);

    /// The number of units to be stored, and until when the last of them.
    record Obligations(long count, @Nullable Instant until) {}

    /// How a command ended: an answer or a refusal.
    ///
    /// @param account the account that decided (R21)
    record CommandResult(
            OrganizationId account, @Nullable Answer answer, @Nullable Refusal refusal) {}
}
