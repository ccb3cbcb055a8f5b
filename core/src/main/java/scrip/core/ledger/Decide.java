package scrip.core.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.ItemId;
import scrip.core.organization.OrganizationId;

/// Decides one command on one account. Pure, and the only place where facts are created.
public final class Decide {

    private Decide() {}

    /// Advances the account to `now` and decides the command. Keys are looked up by the caller
    /// before (R7). If `now` is earlier than the account's last booking, the time of that booking
    /// is used (T5).
    ///
    /// @param account as its facts have left it; `Account.none` before the first
    /// @throws IllegalArgumentException for a command that the edge should have rejected
    public static <A extends Answer> Decision<A> decide(
            Account account, Envelope<A> envelope, Memory memory, Catalogs catalogs, Instant now) {
        return decide(account, envelope, memory, catalogs, now, Advance.PORTION);
    }

    /// Decides a command with another portion.
    ///
    /// @param portion about how many overdue facts are booked before the answer is `Behind`
    public static <A extends Answer> Decision<A> decide(
            Account account,
            Envelope<A> envelope,
            Memory memory,
            Catalogs catalogs,
            Instant now,
            int portion) {
        DecisionDraft draft = new DecisionDraft(account, now);
        try {
            if (!account.exists() && !(envelope.command() instanceof Command.OpenAccount)) {
                throw RefusedException.of(
                        Code.UNKNOWN_ORGANIZATION, "no organization " + account.id());
            }
            if (!Advance.isDone(draft, portion)) {
                return new Decision.Behind<>(draft.account(), draft.entries());
            }
            Case given = new Case(draft, envelope, memory, catalogs);
            OrganizationId elsewhere = elsewhere(given);
            if (elsewhere != null) {
                return new Decision.Elsewhere<>(elsewhere);
            }
            Account before = draft.account();
            // Each case of the switch returns the answer type its command declares, which javac
            // cannot check.
            @SuppressWarnings("unchecked")
            A answer = (A) answer(given);
            Decision.Accepted<A> accepted =
                    new Decision.Accepted<>(draft.account(), draft.entries(), answer);
            return envelope.command() instanceof Command.DecideKept
                    ? Uses.together(before, accepted)
                    : accepted;
        } catch (RefusedException refused) {
            return new Decision.Refused<>(refused.refusal());
        }
    }

    private static Answer answer(Case given) {
        return switch (given.envelope().command()) {
            case Command.OpenAccount c -> Organizations.open(given, c);
            case Command.ChangeName c -> Organizations.changeName(given, c);
            case Command.ChangeZone c -> Organizations.changeZone(given, c);
            case Command.ChangeDefaultStorage c -> Organizations.changeDefaultStorage(given, c);
            case Command.AddMember c -> Membership.add(given, c);
            case Command.RemoveMember c -> Membership.remove(given, c);
            case Command.JoinConsortium c -> Membership.join(given, c);
            case Command.LeaveConsortium c -> Membership.leave(given, c);
            case Command.SignAgreement c -> Agreements.sign(given, c);
            case Command.PlaceOrder c -> Orders.place(given, c);
            case Command.ConfirmOrder c -> Orders.confirm(given, c);
            case Command.CancelOrder c -> Orders.cancel(given, c);
            case Command.RenewOrder c -> Orders.renew(given, c);
            case Command.MakeQuote c -> Orders.quote(given, c);
            case Command.AcceptQuote c -> Orders.acceptQuote(given, c);
            case Command.Pay c -> Payments.pay(given, c);
            case Command.ApplyMoney c -> Payments.applyMoney(given, c);
            case Command.ProposeReturn c -> Returns.propose(given, c);
            case Command.ApproveReturn c -> Returns.approve(given, c);
            case Command.DeclineReturn c -> Returns.decline(given, c);
            case Command.RequestSale c -> Sales.request(given, c);
            case Command.CloseSalesRequest c -> Sales.close(given, c);
            case Command.LogVisit c -> Visits.log(given, c);
            case Command.ApproveOrder c -> Approvals.approve(given, c);
            case Command.RecallPayment c -> Recalls.recall(given, c);
            case Command.RecallOrder c -> Recalls.recallLast(given, c);
            case Command.ReinstatePayment c -> Reinstatement.reinstate(given, c);
            case Command.EndLicense c -> LicenseEnds.change(given, c);
            case Command.GrantPack c -> Grants.grant(given, c);
            case Command.Use c -> Uses.use(given, c);
            case Command.HoldUnits c -> Holds.hold(given, c);
            case Command.CaptureHold c -> Holds.capture(given, c);
            case Command.ReleaseHold c -> Holds.release(given, c);
            case Command.CorrectUse c -> Corrections.correct(given, c);
            case Command.DecideKept c -> Uses.decide(given, c);
            case Command.BookKept c -> Uses.bookKept(given, c);
            case Command.OpenEmergency c -> EmergencyOpening.open(given, c);
            case Command.ScheduleService c -> Services.schedule(given, c);
            case Command.DeliverService c -> Services.deliver(given, c);
            case Command.AcceptService c -> Services.accept(given, c);
            case Command.RejectService c -> Services.reject(given, c);
            case Command.Tick _ -> new Answer.Done();
        };
    }

    /// A reported use within a consortium by a non-member is booked on the institution's own pool
    /// (R21); a subject that the consortium has counted already stays counted (R7).
    private static @Nullable OrganizationId elsewhere(Case given) {
        if (!(given.envelope().command() instanceof Command.Use use)
                || !use.reported()
                || !given.account().id().equals(use.within())) {
            return null;
        }
        OrganizationId other = given.account().booksOn(use);
        String subject = use.subject();
        boolean counted =
                subject != null && given.memory().counted(ItemId.of(use.resource()), subject);
        return counted || other.equals(given.account().id()) ? null : other;
    }
}
