package scrip.server.payment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.money.Money;
import scrip.core.order.MoneyReturnId;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.http.Forms;
import scrip.server.http.Input;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;

/// The operations on returns of unapplied money (M1). For callers with the admin token, `by` names
/// the two people of the vendor who decide.
final class ReturnRoutes implements Routes {

    private static final String ALL = Route.ACCOUNT + "/returns";
    private static final String ONE = ALL + "/{return}";

    private final Payments payments;
    private final Accounts accounts;

    ReturnRoutes(Payments payments, Accounts accounts) {
        this.payments = payments;
        this.accounts = accounts;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(ALL, Permission.PAYMENTS_READ, this::list),
                Route.post(ALL, Permission.PAYMENTS_RECORD, this::propose),
                Route.post(
                        ONE + "/approve",
                        Permission.PAYMENTS_RECORD,
                        c -> decide(c, Command.ApproveReturn::new)),
                Route.post(
                        ONE + "/decline",
                        Permission.PAYMENTS_RECORD,
                        c -> decide(c, Command.DeclineReturn::new)));
    }

    private record AnswerView(MoneyReturnView moneyReturn, Money unapplied) {}

    private Reply list(Call call) {
        OrganizationId account = call.organization();
        Instant asOf = call.asOf();
        call.checked();
        return Reply.ok(
                Map.of(
                        "returns",
                        payments.returns(call, account, asOf).stream()
                                .map(MoneyReturnView::of)
                                .toList()));
    }

    private Reply propose(Call call) {
        OrganizationId account = call.organization();
        Input body = call.body();
        Money amount = MoneyWanted.read(body.object("amount"));
        String to = body.text("to", Forms.NAME_CHARACTERS_MAX);
        String note = body.textOrNull("note", Forms.NOTE_CHARACTERS_MAX);
        String by = by(call, body);
        String key = call.key();
        call.checked();
        return Reply.created(
                view(
                        accounts.book(
                                call.granted(account),
                                new Command.ProposeReturn(amount, to, note == null ? "" : note, by),
                                key)));
    }

    private Reply decide(
            Call call, BiFunction<MoneyReturnId, String, Command<Answer.Returned>> command) {
        OrganizationId account = call.organization();
        MoneyReturnId id = new MoneyReturnId(call.uuid("return"));
        Input body = call.body();
        String by = by(call, body);
        String key = call.key();
        call.checked();
        return Reply.ok(view(accounts.book(call.granted(account), command.apply(id, by), key)));
    }

    /// A signed-in user acts under their own name, whatever the body says, since two different
    /// people must decide.
    private static String by(Call call, Input body) {
        String by = body.text("by", Forms.NAME_CHARACTERS_MAX);
        return call.identity().session() == null
                ? by
                : call.actorName() + " (" + call.identity().actor().id() + ")";
    }

    private static AnswerView view(Answer.Returned answer) {
        return new AnswerView(MoneyReturnView.of(answer.moneyReturn()), answer.unapplied());
    }
}
