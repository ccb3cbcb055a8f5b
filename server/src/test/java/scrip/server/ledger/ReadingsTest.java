package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.Account;
import scrip.core.ledger.Advance;
import scrip.core.ledger.Apply;
import scrip.core.ledger.Command;
import scrip.core.ledger.Decide;
import scrip.core.ledger.Decision;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Envelope;
import scrip.core.ledger.Memory;

/// What reading an account with very many due facts keeps for the next reading is what computing it
/// anew would give.
class ReadingsTest {

    private static final int PACKS = 250;
    private static final Instant LATER = LedgerWorld.START.plus(Duration.ofDays(400));
    private static final Ref REF = new Ref(1, LedgerWorld.org("large"));

    private final Account account = account();
    private final Readings readings = new Readings();

    private static Account account() {
        Account account = decided(Account.none(REF.id()), LedgerWorld.institution("Large"), 0);
        for (int pack = 1; pack <= PACKS; pack++) {
            account = decided(account, LedgerWorld.pack(pack), pack);
        }
        return account;
    }

    private static Account decided(Account account, Command<?> command, int n) {
        Envelope<?> envelope =
                new Envelope<>(command, "key-" + n, new UUID(n, 0), "tester", "request");
        return assertInstanceOf(
                        Decision.Accepted.class,
                        Decide.decide(
                                account,
                                envelope,
                                Memory.NONE,
                                LedgerWorld.CATALOGS,
                                LedgerWorld.START))
                .after();
    }

    /// The account after the first entries of what time alone causes were booked.
    private CommittedAccount booked(int entries) {
        Account after = account;
        for (Entry entry : Advance.to(account, LATER).entries().subList(0, entries)) {
            after = Apply.apply(after, entry);
        }
        return new CommittedAccount(1, after, LogHead.NONE, null, 0, account.seq());
    }

    private Reading read(int entriesBooked, Instant at) {
        return readings.of(REF, booked(entriesBooked), at);
    }

    @Test
    void nothingIsComputedAnewWhileNothingMoves() {
        Reading first = read(0, LATER);
        assertTrue(first.pending().size() >= 1_000, "pending: " + first.pending().size());
        Reading again = read(0, LATER);
        assertSame(first.account(), again.account());
        assertSame(first.pending(), again.pending());
    }

    @Test
    void whatIsBookedMeanwhileIsNoLongerPending() {
        List<Entry> due = read(0, LATER).pending();
        Reading booked = read(20, LATER);
        assertEquals(due.subList(20, due.size()), booked.pending());
        assertEquals(due.getLast().seq(), booked.account().seq());
    }

    @Test
    void aLaterInstantIsReadAsIfForTheFirstTime() {
        Reading first = read(0, LATER);
        Instant later = LATER.plusSeconds(1);
        Reading second = read(0, later);
        assertNotSame(first.account(), second.account());
        assertEquals(Advance.to(account, later).entries(), second.pending());
        assertEquals(later, second.now());
    }
}
