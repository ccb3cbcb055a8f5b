package scrip.core.ledger;

import java.time.Instant;
import java.util.List;
import scrip.core.pack.Level;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.core.pack.PoolState;
import scrip.core.pack.UseDraw;

/// What follows when units of a pool move: repayment (R12), restoration (R13), levels (R19).
final class Pools {

    private Pools() {}

    /// Units may have become spendable: arrears are repaid, and a suspended pool is restored if its
    /// debt is zero and a unit can be spent (R12, R13).
    static void unitsCame(Draft draft, PoolKey key, Instant at) {
        repay(draft, key, at);
        Pool pool = draft.account().pool(key);
        if (pool.suspended() && pool.arrears() == 0 && pool.available() > 0) {
            draft.add(at, new Fact.PoolRestored(key));
            draft.notice(at, NoticeCode.RESTORED, key.resource(), subject(key));
        }
    }

    /// A pack became spendable: arrears are repaid, and a pool that stays suspended says so (R12,
    /// R13).
    static void topUp(Draft draft, PoolKey key, Instant at) {
        boolean suspended = draft.account().pool(key).suspended();
        unitsCame(draft, key, at);
        Pool after = draft.account().pool(key);
        if (suspended && after.suspended()) {
            draft.notice(
                    at, NoticeCode.STILL_SUSPENDED, key.resource(), subject(key), after.arrears());
        }
    }

    static void repay(Draft draft, PoolKey key, Instant at) {
        List<UseDraw> paid = draft.account().pool(key).repayment();
        if (!paid.isEmpty()) {
            draft.add(at, new Fact.ArrearsRepaid(key, paid));
        }
    }

    /// Warns after a use of each level reached and not told of since the newest pack, also one that
    /// a hold reached before it was captured (R19); none while in arrears or suspended, so none by
    /// a use that begins arrears either: their own notice says more.
    static void warn(Draft draft, PoolKey key) {
        Pool after = draft.account().pool(key);
        if (after.state() == PoolState.ARREARS || after.state() == PoolState.SUSPENDED) {
            return;
        }
        for (Level level : after.untold()) {
            draft.add(new Fact.LevelWarned(key, level));
            draft.notice(
                    draft.now(), NoticeCode.valueOf(level.name()), key.resource(), subject(key));
        }
    }

    /// Says that arrears began, if they did since `before` (R19).
    static void noticeArrears(Draft draft, Pool before) {
        PoolKey key = before.key();
        if (before.arrears() == 0 && draft.account().pool(key).arrears() > 0) {
            draft.notice(draft.now(), NoticeCode.ARREARS_STARTED, key.resource(), subject(key));
        }
    }

    /// How notices name a pool: its storage term, or nothing.
    static String subject(PoolKey key) {
        return key.storageYears() == 0 ? "" : Integer.toString(key.storageYears());
    }
}
