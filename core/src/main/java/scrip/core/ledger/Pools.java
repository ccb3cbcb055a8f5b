package scrip.core.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import scrip.core.pack.Episode;
import scrip.core.pack.Level;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.core.pack.PoolState;
import scrip.core.pack.UseDraw;

/// The consequences when units of a pool move: repayment (R12), restoration (R13), level warnings
/// (R19).
final class Pools {

    private Pools() {}

    /// Handles units that may have become available: arrears are repaid, and a suspended pool is
    /// restored if its debt is zero and a unit can be spent (R12, R13).
    static void unitsCame(DecisionDraft draft, PoolKey key, Instant at) {
        repay(draft, key, Set.of(), at);
        Pool pool = draft.account().pool(key);
        if (pool.suspended() && pool.arrears() == 0 && pool.available() > 0) {
            draft.add(at, new Fact.PoolRestored(key));
            draft.notice(at, NoticeCode.RESTORED, new Subject.OfPool(key));
        }
    }

    /// Handles the units of a purchase or grant that has begun: arrears are repaid, and a pool that
    /// stays suspended gives a notice (R12, R13).
    static void topUp(DecisionDraft draft, PoolKey key, Instant at) {
        boolean suspended = draft.account().pool(key).suspended();
        unitsCame(draft, key, at);
        Pool after = draft.account().pool(key);
        if (suspended && after.suspended()) {
            draft.notice(at, NoticeCode.STILL_SUSPENDED, new Subject.OfPool(key), after.arrears());
        }
    }

    /// @param except packs not to be used for repayment
    static void repay(DecisionDraft draft, PoolKey key, Set<Long> except, Instant at) {
        List<UseDraw> paid = draft.account().pool(key).repayment(except);
        if (!paid.isEmpty()) {
            draft.add(at, new Fact.ArrearsRepaid(key, paid));
        }
    }

    /// Warns after a use about each level reached for the first time since the newest pack began,
    /// including a level that a hold reached before its capture (R19). No warning is given in
    /// arrears or suspension, nor by the use that begins arrears: their own notice says more.
    static void warn(DecisionDraft draft, PoolKey key) {
        Pool after = draft.account().pool(key);
        if (after.state() == PoolState.ARREARS || after.state() == PoolState.SUSPENDED) {
            return;
        }
        for (Level level : after.untold()) {
            draft.add(new Fact.LevelWarned(key, level));
            draft.notice(draft.now(), NoticeCode.valueOf(level.name()), new Subject.OfPool(key));
        }
    }

    /// Gives the notice that arrears began, if an episode began since `before` (R19).
    static void noticeArrears(DecisionDraft draft, Pool before) {
        PoolKey key = before.key();
        Episode old = before.episode();
        Episode episode = draft.account().pool(key).episode();
        boolean same =
                old != null && episode != null && old.startedAt().equals(episode.startedAt());
        if (episode != null && !same) {
            draft.notice(draft.now(), NoticeCode.ARREARS_STARTED, new Subject.OfPool(key));
        }
    }
}
