package scrip.server.use;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Code;
import scrip.core.ledger.Command;
import scrip.core.ledger.Kept;
import scrip.core.ledger.Refusal;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.http.Problem;
import scrip.server.http.ProblemException;
import scrip.server.ledger.History;
import scrip.server.ledger.Ledger;

/// What can be done with uses and holds.
final class Uses {

    private final Accounts accounts;
    private final Ledger ledger;

    Uses(Accounts accounts, Ledger ledger) {
        this.accounts = accounts;
        this.ledger = ledger;
    }

    /// Books a command that answers with `type`.
    <A extends Answer> A book(
            Call call, OrganizationId account, Command command, String key, Class<A> type) {
        Answer answer = accounts.book(call, account, command, key);
        if (type.isInstance(answer)) {
            return type.cast(answer);
        }
        throw new IllegalStateException("answered " + answer.getClass().getSimpleName());
    }

    /// Reported uses that wait for the vendor's decision.
    Collection<Kept> kept(Call call, OrganizationId account) {
        return accounts.read(call, account, null).account().stock().kept().values();
    }

    /// Lets somebody use, as an organization, the packs of its account or of its consortium.
    ///
    /// @param evenIfNoMember leave it to the rules what becomes of a use by a non-member
    void admit(
            Call call,
            OrganizationId organization,
            @Nullable OrganizationId within,
            boolean evenIfNoMember) {
        call.permit(organization);
        if (within == null || within.equals(organization)) {
            return;
        }
        call.vouch(within);
        if (!evenIfNoMember
                && !call.identity().knowsAll()
                && !accounts.read(call, organization, null)
                        .account()
                        .profile()
                        .consortia()
                        .contains(within)) {
            throw new ProblemException(
                    Problem.of(
                            Refusal.of(
                                    Code.NOT_MEMBER,
                                    organization + " is not a member of " + within)));
        }
    }

    /// Hides from the key of a product the holds of other products: they look as if there were
    /// none.
    void admitHold(Call call, OrganizationId account, String hold) {
        if (call.identity().product() != null && call.hides(resourceOfHold(call, account, hold))) {
            throw unknown("no hold with the key " + hold);
        }
    }

    /// Hides from the key of a product the uses of other products, and notes what there was.
    void admitUse(Call call, OrganizationId account, String use) {
        History.KnownUse known = ledger.history().use(call.realm(), account, use);
        if (known != null && call.hides(known.resource())) {
            throw unknown("no use with the key " + use);
        }
        if (known != null) {
            call.note().was(known);
        }
    }

    /// An open one is in the account; only one that is closed is looked up.
    private @Nullable String resourceOfHold(Call call, OrganizationId account, String hold) {
        return accounts.read(call, account, null).account().stock().pools().values().stream()
                .filter(pool -> pool.hold(hold) != null)
                .map(pool -> pool.key().resource())
                .findFirst()
                .orElseGet(() -> ledger.history().resourceOfHold(call.realm(), account, hold));
    }

    private static ProblemException unknown(String detail) {
        return new ProblemException(Problem.of(Refusal.of(Code.UNKNOWN_KEY, detail)));
    }

    /// Booked uses, newest first unless asked otherwise.
    List<History.BookedUse> booked(
            Call call, OrganizationId account, History.UseFilter filter, int most) {
        accounts.read(call, account, null);
        return ledger.history().uses(call.realm(), account, filter, most);
    }
}
