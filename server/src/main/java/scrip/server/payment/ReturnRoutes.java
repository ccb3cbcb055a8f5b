package scrip.server.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Code;
import scrip.core.ledger.Command;
import scrip.core.money.Money;
import scrip.core.order.MoneyReturn;
import scrip.core.order.MoneyReturnId;
import scrip.core.organization.OrganizationId;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.http.Forms;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.ProblemException;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;
import scrip.server.signin.FourEyes;

/// The operations on returns of unapplied money (M1). For callers with the emergency token, `by`
/// names the two people of the vendor who decide.
final class ReturnRoutes implements Routes {

    private static final String ALL = Route.ACCOUNT + "/returns";
    private static final Pattern PERSON =
            Pattern.compile("\\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\)$");
    private static final String ONE = ALL + "/{return}";

    private final Payments payments;
    private final Accounts accounts;
    private final FourEyes fourEyes;

    ReturnRoutes(Payments payments, Accounts accounts, FourEyes fourEyes) {
        this.payments = payments;
        this.accounts = accounts;
        this.fourEyes = fourEyes;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(ALL, Permission.PAYMENTS_READ, this::list),
                Route.get(ONE, Permission.PAYMENTS_READ, this::one),
                Route.post(ALL, Permission.PAYMENTS_RECORD, this::propose),
                Route.post(
                        ONE + "/approve",
                        Permission.PAYMENTS_RECORD,
                        c -> decide(c, Command.ApproveReturn::new, this::checkTwoPeople)),
                Route.post(
                        ONE + "/decline",
                        Permission.PAYMENTS_RECORD,
                        c -> decide(c, Command.DeclineReturn::new, (_, _, _) -> {})));
    }

    /// What is checked of a decision before it is booked.
    private interface Check {
        void of(Call call, UUID me, MoneyReturnId id);
    }

    private record AnswerView(MoneyReturnView moneyReturn, Money unapplied) {}

    private Reply list(Call call) {
        OrganizationId account = call.organization();
        MoneyReturn.State state = call.query().choiceOrNull("state", MoneyReturn.State.class);
        boolean oldest = !Page.isNewestFirst(call);
        UUID after = Page.idAfter(call);
        int limit = Page.limit(call);
        Instant asOf = call.asOf();
        call.checked();
        List<MoneyReturnView> rows =
                Page.byAge(
                                payments.returns(call, account, asOf),
                                oldest,
                                after == null ? null : new MoneyReturnId(after),
                                r -> state == null || state == r.state(),
                                limit + 1)
                        .stream()
                        .map(MoneyReturnView::of)
                        .toList();
        return Reply.ok(Page.of(call, rows, limit, MoneyReturnView::id));
    }

    private Reply one(Call call) {
        OrganizationId account = call.organization();
        MoneyReturnId id = new MoneyReturnId(call.uuid("return"));
        Instant asOf = call.asOf();
        call.checked();
        MoneyReturn found = payments.returns(call, account, asOf).get(id);
        if (found == null) {
            throw new ProblemException(Code.UNKNOWN_RETURN, "no return " + id);
        }
        return Reply.ok(MoneyReturnView.of(found));
    }

    private Reply propose(Call call) {
        OrganizationId account = call.organization();
        Input body = call.body();
        Money amount = MoneyWanted.read(body.object("amount"));
        String to = body.text("to", Forms.NAME_CHARACTERS_MAX);
        String note = body.textOrNull("note", Forms.NOTE_CHARACTERS_MAX);
        String by = by(call, body, fourEyes.person(call));
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
            Call call,
            BiFunction<MoneyReturnId, String, Command<Answer.Returned>> command,
            Check check) {
        OrganizationId account = call.organization();
        MoneyReturnId id = new MoneyReturnId(call.uuid("return"));
        Input body = call.body();
        Optional<UUID> me = fourEyes.person(call);
        String by = by(call, body, me);
        String key = call.key();
        call.checked();
        me.ifPresent(one -> check.of(call, one, id));
        return Reply.ok(view(accounts.book(call.granted(account), command.apply(id, by), key)));
    }

    private void checkTwoPeople(Call call, UUID me, MoneyReturnId id) {
        payments.returns(call, call.organization(), null).values().stream()
                .filter(r -> r.id().equals(id) && r.state() == MoneyReturn.State.PROPOSED)
                .map(r -> person(r.proposedBy()))
                .flatMap(Optional::stream)
                .forEach(proposer -> fourEyes.check(call, me, proposer));
    }

    /// The person who acted under their own name; none if the emergency token named somebody.
    private static Optional<UUID> person(String by) {
        Matcher matcher = PERSON.matcher(by);
        return matcher.find() ? Optional.of(UUID.fromString(matcher.group(1))) : Optional.empty();
    }

    /// A signed-in user, or their key, acts under their own name, whatever the body says, since two
    /// different people must decide.
    private static String by(Call call, Input body, Optional<UUID> me) {
        String by = body.text("by", Forms.NAME_CHARACTERS_MAX);
        return me.map(person -> call.actorName() + " (" + person + ")").orElse(by);
    }

    private static AnswerView view(Answer.Returned answer) {
        return new AnswerView(MoneyReturnView.of(answer.moneyReturn()), answer.unapplied());
    }
}
