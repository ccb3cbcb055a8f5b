package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import scrip.core.ledger.Answer;

/// What a batch knows of the keys and subjects of those in flight.
class ClaimsTest {

    private static final long ACCOUNT = 7;
    private static final Digest KEY = Digest.of("key");
    private static final Digest SUBJECT = Digest.of("subject");
    private static final KnownKey KNOWN = new KnownKey(() -> KEY, false, new Answer.Done());

    private static Claims claims(Claims inFlight) {
        return new Claims(new Conflicts(), inFlight);
    }

    private static Claims first() {
        Claims first = new Claims(new Conflicts(), null);
        assertNull(first.found(ACCOUNT, KEY));
        first.take(ACCOUNT, KEY, KNOWN);
        assertFalse(first.counted(ACCOUNT, SUBJECT));
        first.count(ACCOUNT, SUBJECT);
        return first;
    }

    @Test
    void whatIsInFlightIsTakenAndCounted() {
        Claims next = claims(first());
        assertSame(KNOWN, next.taken(ACCOUNT, KEY));
        assertNull(next.taken(ACCOUNT + 1, KEY));
        assertTrue(next.counted(ACCOUNT, SUBJECT));
        assertFalse(next.counted(ACCOUNT + 1, SUBJECT));
    }

    @Test
    void whatIsInFlightFurtherAheadIsTakenAndCounted() {
        Claims next = claims(claims(first()));
        assertSame(KNOWN, next.taken(ACCOUNT, KEY));
        assertTrue(next.counted(ACCOUNT, SUBJECT));
    }

    @Test
    void theNearestInFlightTells() {
        Claims second = claims(first());
        second.free(ACCOUNT, SUBJECT, 1);
        assertFalse(claims(second).counted(ACCOUNT, SUBJECT));
    }

    @Test
    void onceItHasLandedTheDatabaseTells() {
        Claims next = claims(first());
        next.land();
        assertNull(next.taken(ACCOUNT, KEY));
        assertFalse(next.counted(ACCOUNT, SUBJECT));
    }

    @Test
    void aSubjectFreedInFlightIsCountedUnderItsNextDigest() {
        Claims first = first();
        first.free(ACCOUNT, SUBJECT, 1);
        Claims next = claims(first);
        assertFalse(next.counted(ACCOUNT, SUBJECT));
        assertEquals(SUBJECT.freed(1), next.count(ACCOUNT, SUBJECT));
    }
}
