package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.junit.jupiter.api.Test;
import scrip.core.ledger.Account;

/// What a reader loaded never replaces what was committed after it.
class StandingsTest {

    private static final Ref REF = ref("first");

    private static Ref ref(String id) {
        return new Ref(1, LedgerWorld.org(id));
    }

    private static CommittedAccount standing(Ref ref, long snapshotSeq) {
        return new CommittedAccount(1, Account.none(ref.id()), LogHead.NONE, null, snapshotSeq);
    }

    @Test
    void aReaderCachesWhatItLoadedIfNothingWasCommittedMeanwhile() {
        Standings standings = new Standings(10);
        long stamp = standings.stamp(REF);
        CommittedAccount loaded = standing(REF, 1);
        standings.offer(REF, loaded, stamp);
        assertEquals(loaded, standings.get(REF));
    }

    @Test
    void aReaderDoesNotOverwriteWhatWasCommittedWhileItLoaded() {
        Standings standings = new Standings(10);
        long stamp = standings.stamp(REF);
        CommittedAccount committed = standing(REF, 2);
        standings.publish(Map.of(REF, committed));
        standings.offer(REF, standing(REF, 1), stamp);
        assertEquals(committed, standings.get(REF));
    }

    /// The commit was published and evicted again: only the stamp shows it.
    @Test
    void aReaderDoesNotCacheAfterACommitThatWasEvicted() {
        Standings standings = new Standings(1);
        long stamp = standings.stamp(REF);
        standings.publish(Map.of(REF, standing(REF, 2)));
        Ref other = ref("second");
        standings.publish(Map.of(other, standing(other, 1)));
        assertNull(standings.get(REF));
        standings.offer(REF, standing(REF, 1), stamp);
        assertNull(standings.get(REF));
    }

    /// After a failed batch it is unknown what was committed.
    @Test
    void aReaderDoesNotCacheAfterEverythingWasEvicted() {
        Standings standings = new Standings(10);
        long stamp = standings.stamp(REF);
        standings.clear();
        standings.offer(REF, standing(REF, 1), stamp);
        assertNull(standings.get(REF));
    }
}
