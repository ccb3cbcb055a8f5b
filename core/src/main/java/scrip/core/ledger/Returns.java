package scrip.core.ledger;

import java.util.List;
import scrip.core.money.Money;
import scrip.core.order.MoneyReturn;
import scrip.core.order.MoneyReturnId;
import scrip.core.order.Share;

/// Returns unapplied money, with the consent of two people of the vendor: one proposes, another
/// approves. Never more than is unapplied at the approval (M1).
final class Returns {

    private Returns() {}

    static Answer.Returned propose(Case given, Command.ProposeReturn ask) {
        if (!ask.amount().isPositive()) {
            throw new IllegalArgumentException("a return is more than nothing");
        }
        Payments.limited(ask.amount().decimal(), ask.amount().currency());
        checkUnapplied(given, ask.amount());
        MoneyReturn proposed =
                new MoneyReturn(
                        new MoneyReturnId(given.id(0)),
                        ask.amount(),
                        ask.to(),
                        ask.note(),
                        MoneyReturn.State.PROPOSED,
                        ask.by(),
                        given.now(),
                        null,
                        null);
        given.add(new Fact.ReturnProposed(proposed));
        return answer(given, proposed);
    }

    static Answer.Returned approve(Case given, Command.ApproveReturn ask) {
        MoneyReturn proposed = open(given, ask.moneyReturn());
        if (proposed.isProposedBy(ask.by())) {
            throw RefusedException.of(
                    Code.SAME_PERSON,
                    ask.by() + " proposed this return: another person approves it");
        }
        checkUnapplied(given, proposed.amount());
        MoneyReturn returned = proposed.decided(MoneyReturn.State.RETURNED, ask.by(), given.now());
        List<Share> shares = given.account().trade().funds().oldest(proposed.amount());
        given.add(new Fact.MoneyReturned(returned, shares));
        return answer(given, returned);
    }

    /// Anybody may withdraw a proposal, including the person who made it.
    static Answer.Returned decline(Case given, Command.DeclineReturn ask) {
        MoneyReturn declined =
                open(given, ask.moneyReturn())
                        .decided(MoneyReturn.State.DECLINED, ask.by(), given.now());
        given.add(new Fact.ReturnDeclined(declined));
        return answer(given, declined);
    }

    private static Answer.Returned answer(Case given, MoneyReturn money) {
        return new Answer.Returned(money, given.account().unapplied(money.amount().currency()));
    }

    private static MoneyReturn open(Case given, MoneyReturnId id) {
        MoneyReturn found = given.account().trade().returns().get(id);
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

    private static void checkUnapplied(Case given, Money amount) {
        Money unapplied = given.account().unapplied(amount.currency());
        if (amount.compareTo(unapplied) > 0) {
            throw RefusedException.of(
                    Code.UNAPPLIED_INSUFFICIENT, "unapplied are " + unapplied.decimal());
        }
    }
}
