package scrip.core.ledger;

import java.util.List;
import scrip.core.money.Money;
import scrip.core.order.MoneyReturn;
import scrip.core.order.MoneyReturnId;
import scrip.core.order.Share;

/// Unapplied money is sent back by two people of the vendor: one proposes it, another approves it,
/// and never more than is unapplied when it is approved (M1).
final class Returns {

    private Returns() {}

    static Answer.Returned propose(Draft draft, Envelope<?> envelope, Command.ProposeReturn ask) {
        if (!ask.amount().isPositive()) {
            throw new IllegalArgumentException("a return is more than nothing");
        }
        checkUnapplied(draft, ask.amount());
        MoneyReturn proposed =
                new MoneyReturn(
                        new MoneyReturnId(envelope.id(0)),
                        ask.amount(),
                        ask.to(),
                        ask.note(),
                        MoneyReturn.State.PROPOSED,
                        ask.by(),
                        draft.now(),
                        null,
                        null);
        draft.add(new Fact.ReturnProposed(proposed));
        return answer(draft, proposed);
    }

    static Answer.Returned approve(Draft draft, Command.ApproveReturn ask) {
        MoneyReturn proposed = open(draft, ask.moneyReturn());
        if (proposed.isProposedBy(ask.by())) {
            throw RefusedException.of(
                    Code.SAME_PERSON,
                    ask.by() + " proposed this return: another person approves it");
        }
        checkUnapplied(draft, proposed.amount());
        MoneyReturn returned = proposed.decided(MoneyReturn.State.RETURNED, ask.by(), draft.now());
        List<Share> shares = draft.account().trade().funds().oldest(proposed.amount());
        draft.add(new Fact.MoneyReturned(returned, shares));
        return answer(draft, returned);
    }

    /// Anybody may give a proposal up, also who made it.
    static Answer.Returned decline(Draft draft, Command.DeclineReturn ask) {
        MoneyReturn declined =
                open(draft, ask.moneyReturn())
                        .decided(MoneyReturn.State.DECLINED, ask.by(), draft.now());
        draft.add(new Fact.ReturnDeclined(declined));
        return answer(draft, declined);
    }

    private static Answer.Returned answer(Draft draft, MoneyReturn money) {
        return new Answer.Returned(money, draft.account().unapplied(money.amount().currency()));
    }

    private static MoneyReturn open(Draft draft, MoneyReturnId id) {
        MoneyReturn found = draft.account().trade().returns().get(id);
        if (found == null) {
            throw RefusedException.of(Code.UNKNOWN_RETURN, "no return of money " + id);
        }
        if (found.state() != MoneyReturn.State.PROPOSED) {
            throw RefusedException.of(
                    Code.RETURN_DECIDED,
                    "this return is " + found.state() + " by " + found.decidedBy() + " already");
        }
        return found;
    }

    private static void checkUnapplied(Draft draft, Money amount) {
        Money unapplied = draft.account().unapplied(amount.currency());
        if (amount.compareTo(unapplied) > 0) {
            throw RefusedException.of(
                    Code.UNAPPLIED_INSUFFICIENT, "unapplied are " + unapplied.decimal());
        }
    }
}
