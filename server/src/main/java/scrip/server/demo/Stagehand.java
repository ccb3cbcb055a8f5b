package scrip.server.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.money.Money;
import scrip.core.order.LineId;
import scrip.core.order.LineRequest;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.server.account.Accounts;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Outcome;
import scrip.server.ledger.Realm;
import scrip.server.role.Asker;
import scrip.server.role.Granted;
import scrip.server.role.Permission;

/// Submits the demo's commands to the ledger in order, and remembers orders by name.
final class Stagehand {

    private static final String ACTOR = "demo";

    private final Ledger ledger;
    private final Realm realm;
    private final Accounts accounts;
    private final Asker demo;
    private final Map<String, Order> orders = new HashMap<>();
    private final List<CompletableFuture<Outcome>> flying = new ArrayList<>();
    private int keys;
    private int booked;

    Stagehand(Ledger ledger, Realm realm) {
        this.ledger = ledger;
        this.realm = realm;
        this.accounts = new Accounts(ledger);
        this.demo = Asker.system(realm, ACTOR);
    }

    /// Waits for the uses in flight, then moves the clock forward.
    void moveTo(Instant at) {
        land();
        if (at.isAfter(ledger.realms().now(realm))) {
            ledger.realms().moveClock(realm, at);
        }
    }

    /// Waits for the uses in flight. Refusals are part of the story.
    void land() {
        for (CompletableFuture<Outcome> use : flying) {
            if (use.join() instanceof Outcome.Unavailable(Outcome.Reason reason)) {
                throw new IllegalStateException("the ledger does not answer: " + reason);
            }
        }
        flying.clear();
    }

    /// How many commands have been booked or refused so far.
    int booked() {
        return booked;
    }

    /// Books a command that must be accepted.
    <A extends Answer> A book(String org, Command<A> command) {
        booked++;
        return accounts.book(granted(org), command, key());
    }

    /// The demo may do everything, in its realm.
    private Granted granted(String org) {
        return demo.granted(Permission.ORDERS_WRITE, new OrganizationId(org));
    }

    /// Books that an institution joins a consortium.
    void join(String consortium, String institution) {
        booked++;
        accounts.bookTogether(
                List.of(
                        new Accounts.GrantedCommand(
                                granted(consortium),
                                new Command.AddMember(new OrganizationId(institution))),
                        new Accounts.GrantedCommand(
                                granted(institution),
                                new Command.JoinConsortium(new OrganizationId(consortium)))),
                key());
    }

    /// Places an order and pays it.
    void buy(String org, String name, LineRequest... lines) {
        order(org, name, lines);
        pay(org, name);
    }

    void order(String org, String name, LineRequest... lines) {
        place(org, name, false, true, lines);
    }

    /// Places an order in the vendor's name, for items that only the vendor sells.
    void sell(String org, String name, LineRequest... lines) {
        place(org, name, true, true, lines);
    }

    void draft(String org, String name, LineRequest... lines) {
        place(org, name, false, false, lines);
    }

    private void place(
            String org, String name, boolean byVendor, boolean confirm, LineRequest... lines) {
        Command<?> command =
                new Command.PlaceOrder(List.of(lines), true, "demo", byVendor, confirm);
        if (book(org, command) instanceof Answer.Ordered(Order order)) {
            orders.put(name, order);
        }
    }

    void pay(String org, String name) {
        book(org, Command.Pay.bySandbox(List.of(id(name))));
    }

    /// Records a transfer for an order; its amount may be less or more than is due.
    void transfer(String org, String name, String amount, String reference) {
        Money sum = Money.exactly(new BigDecimal(amount), placed(name).total().currency());
        book(org, new Command.Pay(List.of(id(name)), sum, null, reference, false));
    }

    OrderId id(String name) {
        return placed(name).id();
    }

    /// The first line of an order, which names its service.
    LineId service(String name) {
        return placed(name).lines().getFirst().id();
    }

    private Order placed(String name) {
        Order order = orders.get(name);
        if (order == null) {
            throw new IllegalArgumentException("the demo has placed no order " + name);
        }
        return order;
    }

    /// Submits a use without waiting for its answer.
    void use(String org, @Nullable String within, String resource, long quantity) {
        send(org, within, resource, quantity, null, null, false);
    }

    /// Reports a use of a past instant.
    void report(String org, String resource, long quantity, int storageYears, Instant eventAt) {
        send(org, null, resource, quantity, storageYears, eventAt, true);
    }

    private void send(
            String org,
            @Nullable String within,
            String resource,
            long quantity,
            @Nullable Integer storageYears,
            @Nullable Instant eventAt,
            boolean reported) {
        booked++;
        OrganizationId user = new OrganizationId(org);
        OrganizationId consortium = within == null ? null : new OrganizationId(within);
        OrganizationId account = consortium == null ? user : consortium;
        String key = key();
        Command<?> use =
                new Command.Use(
                        user,
                        consortium,
                        resource,
                        quantity,
                        storageYears,
                        Surface.API,
                        eventAt,
                        "study-" + key,
                        reported);
        flying.add(accounts.submit(granted(account.value()), use, key));
    }

    /// The pool as it is now.
    Pool pool(String org, String resource, int storageYears) {
        land();
        return accounts.read(granted(org))
                .account()
                .pool(new PoolKey(ItemId.of(resource), storageYears));
    }

    private String key() {
        keys++;
        return "demo-" + keys;
    }
}
