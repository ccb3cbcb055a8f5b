package scrip.server.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Code;
import scrip.core.ledger.Command;
import scrip.core.order.Quote;
import scrip.core.order.QuoteId;
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
import scrip.server.ledger.Reading;
import scrip.server.role.Permission;

/// The operations on quotes.
final class QuoteRoutes implements Routes {

    private static final String ALL = Route.ACCOUNT + "/quotes";
    private static final String ONE = ALL + "/{quote}";

    private final Accounts accounts;

    QuoteRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(ALL, Permission.ORDERS_READ, this::list),
                Route.post(ALL, Permission.ORDERS_WRITE, this::quote),
                Route.get(ONE, Permission.ORDERS_READ, this::one),
                Route.post(ONE + "/accept", Permission.ORDERS_WRITE, this::accept));
    }

    private Reply list(Call call) {
        OrganizationId account = call.organization();
        QuoteView.State state = call.query().choiceOrNull("state", QuoteView.State.class);
        ItemId item = ItemId.ofNullable(call.query().textOrNull("item", Forms.NAME_CHARACTERS_MAX));
        boolean oldest = Page.isOldestFirst(call);
        UUID after = Page.idAfter(call);
        int limit = Page.limit(call);
        Instant asOf = call.asOf();
        call.checked();
        Reading reading = accounts.read(call.granted(account), asOf);
        Instant now = reading.now();
        List<QuoteView> rows =
                Page.byAge(
                                reading.account().trade().quotes(),
                                oldest,
                                after == null ? null : new QuoteId(after),
                                q ->
                                        (state == null || state == QuoteView.State.of(q, now))
                                                && (item == null
                                                        || q.lines().stream()
                                                                .anyMatch(l ->
                                                                        l.item().equals(item))),
                                limit + 1)
                        .stream()
                        .map(q -> QuoteView.of(q, now))
                        .toList();
        return Reply.ok(Page.of(call, rows, limit, QuoteView::id));
    }

    private Reply one(Call call) {
        OrganizationId account = call.organization();
        QuoteId id = new QuoteId(call.uuid("quote"));
        Instant asOf = call.asOf();
        call.checked();
        Reading reading = accounts.read(call.granted(account), asOf);
        Quote quote = reading.account().trade().quotes().get(id);
        if (quote == null) {
            throw new ProblemException(Code.UNKNOWN_QUOTE, "no quote " + id);
        }
        return Reply.ok(QuoteView.of(quote, reading.now()));
    }

    private Reply quote(Call call) {
        OrganizationId account = call.organization();
        Input body = call.body();
        Command.MakeQuote command =
                new Command.MakeQuote(
                        LinesWanted.read(body), OrderRoutes.byVendor(call, account, body));
        String key = call.key();
        call.checked();
        Quote quote = accounts.book(call.granted(account), command, key).quote();
        return Reply.created(QuoteView.of(quote, call.now()));
    }

    private Reply accept(Call call) {
        OrganizationId account = call.organization();
        QuoteId id = new QuoteId(call.uuid("quote"));
        Input body = call.body();
        Command<Answer.Ordered> command =
                new Command.AcceptQuote(
                        id, body.flag("terms_accepted", false), OrderRoutes.acceptedBy(call, body));
        String key = call.key();
        call.checked();
        return Reply.created(
                OrderView.of(accounts.book(call.granted(account), command, key).order(), null));
    }
}
