package scrip.core.ledger;

import java.time.Instant;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.ItemId;
import scrip.core.organization.OrganizationId;

/// Decides one command on one account: pure, and the only way in which facts come to be.
public final class Decide {

    private Decide() {}

    /// Advances the account to `now` and decides the command. Keys are looked up by the caller
    /// before (R7). `now` earlier than the account's last booking counts as that (T5).
    ///
    /// @param account as its facts have left it; `Account.none` before the first
    /// @throws IllegalArgumentException for a command that the edge should not have let in
    public static <A extends Answer> Decision<A> decide(
            Account account, Envelope<A> envelope, Memory memory, Catalogs catalogs, Instant now) {
        return decide(account, envelope, memory, catalogs, now, Advance.PORTION);
    }

    /// The same with another portion.
    ///
    /// @param portion about how many facts that fell due are booked before the answer is `Behind`
    public static <A extends Answer> Decision<A> decide(
            Account account,
            Envelope<A> envelope,
            Memory memory,
            Catalogs catalogs,
            Instant now,
            int portion) {
        Draft draft = new Draft(account, now);
        try {
            if (!account.exists() && !(envelope.command() instanceof Command.OpenAccount)) {
                throw RefusedException.of(
                        Code.UNKNOWN_ORGANIZATION, "no organization " + account.id());
            }
            if (!Advance.isDone(draft, portion)) {
                return new Decision.Behind<>(draft.account(), draft.entries());
            }
            OrganizationId elsewhere = elsewhere(draft.account(), envelope.command(), memory);
            if (elsewhere != null) {
                return new Decision.Elsewhere<>(elsewhere);
            }
            Account before = draft.account();
            // Each case of the switch answers what its command declares; javac cannot see that.
            @SuppressWarnings("unchecked")
            A answer = (A) answer(draft, envelope, memory, catalogs);
            Decision.Accepted<A> accepted =
                    new Decision.Accepted<>(draft.account(), draft.entries(), answer);
            return envelope.command() instanceof Command.DecideKept
                    ? Uses.together(before, accepted)
                    : accepted;
        } catch (RefusedException refused) {
            return new Decision.Refused<>(refused.refusal());
        }
    }

    private static Answer answer(
            Draft draft, Envelope<?> envelope, Memory memory, Catalogs catalogs) {
        return switch (envelope.command()) {
            case Command.OpenAccount c -> Profiles.open(draft, c);
            case Command.ChangeName c -> Profiles.changeName(draft, c);
            case Command.ChangeZone c -> Profiles.changeZone(draft, c);
            case Command.ChangeDefaultStorage c -> Profiles.changeDefaultStorage(draft, c);
            case Command.AddMember c -> Profiles.addMember(draft, c.institution());
            case Command.RemoveMember c -> Profiles.removeMember(draft, c.institution());
            case Command.JoinConsortium c -> Profiles.joinConsortium(draft, c.consortium());
            case Command.LeaveConsortium c -> Profiles.leaveConsortium(draft, c.consortium());
            case Command.SignAgreement c -> Agreements.sign(draft, catalogs, c);
            case Command.PlaceOrder c -> Orders.place(draft, envelope, catalogs, c);
            case Command.ConfirmOrder c -> Orders.confirm(draft, catalogs, c);
            case Command.CancelOrder c -> Orders.cancel(draft, c);
            case Command.RenewOrder c -> Orders.renew(draft, envelope, catalogs, c);
            case Command.MakeQuote c -> Orders.quote(draft, envelope, catalogs, c);
            case Command.AcceptQuote c -> Orders.acceptQuote(draft, envelope, catalogs, c);
            case Command.Pay c -> new Payments(draft, envelope, catalogs).pay(c);
            case Command.ApplyMoney c -> new Payments(draft, envelope, catalogs).applyMoney(c);
            case Command.ProposeReturn c -> Returns.propose(draft, envelope, c);
            case Command.ApproveReturn c -> Returns.approve(draft, c);
            case Command.DeclineReturn c -> Returns.decline(draft, c);
            case Command.RequestSale c -> Sales.request(draft, envelope, catalogs, c);
            case Command.CloseSalesRequest c -> Sales.close(draft, c);
            case Command.LogVisit c -> Visits.log(draft, envelope, c);
            case Command.ApproveOrder c -> Profiles.approve(draft, catalogs, c);
            case Command.RecallPayment c -> new Recalls(draft, memory).recall(c);
            case Command.RecallOrder c -> new Recalls(draft, memory).recallLast(c);
            case Command.ReinstatePayment c -> new Reinstatement(draft, catalogs).reinstate(c);
            case Command.EndLicense c -> Profiles.end(draft, c);
            case Command.GrantPack c -> Profiles.grant(draft, envelope, catalogs, c);
            case Command.Use c -> Uses.use(draft, envelope, memory, catalogs, c);
            case Command.HoldUnits c -> Holds.hold(draft, envelope, catalogs, c);
            case Command.CaptureHold c -> Holds.capture(draft, envelope, memory, catalogs, c);
            case Command.ReleaseHold c -> Holds.release(draft, memory, c);
            case Command.CorrectUse c -> Corrections.correct(draft, envelope, memory, c);
            case Command.DecideKept c -> Uses.decide(draft, catalogs, c);
            case Command.BookKept c -> Uses.bookKept(draft, memory, catalogs, c.kept());
            case Command.ScheduleService c -> Services.schedule(draft, c);
            case Command.DeliverService c -> Services.deliver(draft, c);
            case Command.AcceptService c -> Services.accept(draft, c);
            case Command.RejectService c -> Services.reject(draft, c);
            case Command.Tick _ -> new Answer.Done();
        };
    }

    /// A reported use within a consortium by an institution that is not its member is booked on the
    /// institution's own pool (R21); what the consortium has counted already stays counted (R7).
    private static @org.jspecify.annotations.Nullable OrganizationId elsewhere(
            Account account, Command<?> command, Memory memory) {
        if (!(command instanceof Command.Use use)
                || !use.reported()
                || !account.id().equals(use.within())
                || Uses.isMember(account, use.organization())) {
            return null;
        }
        String subject = use.subject();
        boolean counted = subject != null && memory.counted(ItemId.of(use.resource()), subject);
        return counted ? null : use.organization();
    }
}
