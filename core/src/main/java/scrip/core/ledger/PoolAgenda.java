package scrip.core.ledger;

import java.time.Instant;
import java.util.List;
import scrip.core.ledger.Advance.Agenda;
import scrip.core.ledger.Advance.Rank;
import scrip.core.license.Reminder;
import scrip.core.pack.Episode;
import scrip.core.pack.Hold;
import scrip.core.pack.Pack;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;

/// What time will do to one pool.
final class PoolAgenda {

    private PoolAgenda() {}

    static void list(Pool pool, Agenda agenda) {
        PoolKey key = pool.key();
        for (Hold hold : pool.holds()) {
            agenda.add(hold.endsAt(), Rank.HOLD_END, draft -> endHold(draft, key, hold));
        }
        for (Pack pack : pool.packs()) {
            pack(key, pack, agenda);
        }
        Episode episode = pool.episode();
        if (episode != null && !pool.suspended()) {
            agenda.add(
                    episode.suspendsAt(),
                    Rank.SUSPENSION,
                    draft -> suspend(draft, key, episode.suspendsAt()));
        }
        if (episode != null && !episode.halfway()) {
            agenda.add(
                    episode.halfwayAt(),
                    Rank.REMINDER,
                    draft -> {
                        draft.add(episode.halfwayAt(), new Fact.ArrearsHalfway(key));
                        draft.notice(
                                episode.halfwayAt(),
                                NoticeCode.ARREARS_12_HOURS,
                                key.resource(),
                                Pools.subject(key));
                    });
        }
    }

    private static void pack(PoolKey key, Pack pack, Agenda agenda) {
        switch (pack.phase()) {
            case PENDING -> {
                agenda.add(
                        pack.from(),
                        Rank.PACK_START,
                        draft -> {
                            draft.add(pack.from(), new Fact.PackStarted(key, pack.seq()));
                            Pools.topUp(draft, key, pack.from());
                        });
                remind(key, pack, agenda);
            }
            case OPEN -> {
                agenda.add(
                        pack.until(),
                        Rank.PACK_END,
                        draft -> draft.add(pack.until(), new Fact.PackEnded(key, pack.seq())));
                remind(key, pack, agenda);
            }
            case CLOSING ->
                    agenda.add(
                            pack.closesAt(),
                            Rank.PACK_CLOSE,
                            draft ->
                                    draft.add(
                                            pack.until(),
                                            new Fact.PackClosed(
                                                    key, pack.seq(), pack.available())));
            case CLOSED, VOIDED -> {}
        }
    }

    /// Reminders before the end of a pack with units left (R19). One that finds none left passes in
    /// silence, so that units which come back later do not bring it back.
    private static void remind(PoolKey key, Pack pack, Agenda agenda) {
        List<Reminder.Kind> kinds = Reminder.Kind.beforeEnd();
        for (int place = pack.reminded(); place < kinds.size(); place++) {
            Reminder.Kind kind = kinds.get(place);
            Instant due = pack.until().minus(kind.before());
            if (due.isAfter(pack.remindFrom())) {
                int passed = place + 1;
                agenda.add(
                        due,
                        Rank.REMINDER,
                        draft -> {
                            draft.add(due, new Fact.PackReminded(key, pack.seq(), passed));
                            if (pack.available() + pack.held() > 0) {
                                draft.notice(
                                        due,
                                        NoticeCode.valueOf(kind.name()),
                                        key.resource(),
                                        pack.id().toString());
                            }
                        });
                return;
            }
        }
    }

    private static void endHold(Draft draft, PoolKey key, Hold hold) {
        draft.add(hold.endsAt(), new Fact.HoldClosed(key, hold.key()));
        Pools.unitsCame(draft, key, hold.endsAt());
    }

    private static void suspend(Draft draft, PoolKey key, Instant at) {
        draft.add(at, new Fact.PoolSuspended(key));
        draft.notice(at, NoticeCode.SUSPENDED, key.resource(), Pools.subject(key));
    }
}
