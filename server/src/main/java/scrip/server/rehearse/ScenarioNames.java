package scrip.server.rehearse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Answer.PackUnits;
import scrip.core.ledger.Command;
import scrip.core.order.Line;
import scrip.core.order.LineId;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.PaymentId;
import scrip.core.order.QuoteId;
import scrip.core.order.SalesRequestId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PackId;
import scrip.server.ledger.Ledger.Directed;
import scrip.server.rehearse.Stage.CommandResult;

/// Resolves the names of one scenario.
final class ScenarioNames {

    /// An id together with the account it belongs to.
    record Owned<T>(OrganizationId account, T id) {

        /// A command to that account about it.
        Directed to(Function<T, Command<?>> command) {
            return new Directed(account, command.apply(id));
        }
    }

    /// The names of one kind of things.
    static final class Register<T> {

        private final String kind;
        private final Map<String, Owned<T>> all = new HashMap<>();

        private Register(String kind) {
            this.kind = kind;
        }

        private void put(String name, OrganizationId account, T id) {
            all.put(name, new Owned<>(account, id));
        }

        Owned<T> get(String name) {
            Owned<T> found = all.get(name);
            if (found == null) {
                throw new NoSuchNameException("the " + kind + " " + name + " was refused above");
            }
            return found;
        }
    }

    final Register<OrderId> orders = new Register<>("order");
    final Register<LineId> lines = new Register<>("line");
    final Register<PackId> packs = new Register<>("pack");
    final Register<QuoteId> quotes = new Register<>("quote");
    final Register<PaymentId> payments = new Register<>("payment");
    final Register<SalesRequestId> requests = new Register<>("sales request");
    final Register<String> holds = new Register<>("hold");
    private final List<OrganizationId> organizations = new ArrayList<>();
    private final Map<PackId, String> packNames = new HashMap<>();
    private final Map<String, List<String>> quoteLines = new HashMap<>();
    private final Map<String, OrganizationId> keys = new HashMap<>();

    /// The accounts that kept uses were booked on when they were decided (R21).
    private final Map<Owned<String>, OrganizationId> moved = new HashMap<>();

    void organization(OrganizationId id) {
        organizations.add(id);
    }

    /// Names what came of a command.
    void learn(StepFields f, CommandResult outcome) {
        OrganizationId account = outcome.account();
        String as = f.textOr("as", "");
        switch (outcome.answer()) {
            case Answer.Ordered(Order order) when f.has("as") ->
                    order(as, account, order, lineNames(f, order));
            case Answer.Quoted quoted -> {
                quotes.put(as, account, quoted.quote().id());
                quoteLines.put(as, f.all("lines").stream().map(l -> l.text("as")).toList());
            }
            case Answer.Paid paid when paid.payment() != null && f.has("as") ->
                    payments.put(as, account, paid.payment());
            case Answer.Granted granted -> pack(as, account, granted.pack());
            case Answer.SaleAsked asked when f.has("as") ->
                    requests.put(as, account, asked.request().id());
            case Answer.Held _ -> holds.put(as, account, f.text("key"));
            case Answer.Used _ when !f.has("resource") -> {
                moved.put(used(f.text("key")), account);
                keys.put(f.text("key"), account);
            }
            case Answer.Used _, Answer.Settled _ -> {
                Owned<String> key = new Owned<>(account, f.text("key"));
                keys.put(key.id(), moved.getOrDefault(key, account));
            }
            case null, default -> {}
        }
    }

    private List<String> lineNames(StepFields f, Order order) {
        if (f.has("quote")) {
            return quoteLines.getOrDefault(f.text("quote"), List.of());
        }
        return !f.has("lines") && order.lines().size() == 1
                ? List.of(f.text("as"))
                : f.all("lines").stream().map(l -> l.text("as")).toList();
    }

    /// Names an order and its lines, with the packs those buy.
    private void order(String name, OrganizationId account, Order order, List<String> lineNames) {
        orders.put(name, account, order.id());
        for (int i = 0; i < order.lines().size(); i++) {
            Line line = order.lines().get(i);
            String lineName = i < lineNames.size() ? lineNames.get(i) : name + "-" + (i + 1);
            lines.put(lineName, account, line.id());
            packs(lineName, account, line, 0);
        }
    }

    /// Renames after an order is paid again: it buys new packs, and the names now stand for those.
    void again(OrganizationId account, Order order) {
        for (Line line : order.lines()) {
            String name = packNames.get(PackId.of(line.id(), 0));
            if (name != null) {
                packs(name, account, line, order.recalls());
            }
        }
    }

    private void packs(String name, OrganizationId account, Line line, int recalls) {
        pack(name, account, PackId.of(line.id(), recalls));
        packNames.put(PackId.bonusOf(line.id(), recalls), name + "-bonus");
    }

    private void pack(String name, OrganizationId account, PackId pack) {
        packs.put(name, account, pack);
        packNames.put(pack, name);
    }

    /// A use by its key, with the account it was booked on last; the first organization of the file
    /// if it was never booked.
    Owned<String> used(String key) {
        OrganizationId account = keys.get(key);
        return new Owned<>(account == null ? organizations.getFirst() : account, key);
    }

    /// Units by the names of their packs.
    SortedMap<String, Object> named(List<PackUnits> units) {
        SortedMap<String, Object> all = new TreeMap<>();
        for (PackUnits unit : units) {
            String name = packNames.getOrDefault(unit.pack(), unit.pack().toString());
            all.merge(name, unit.units(), (a, b) -> (Long) a + (Long) b);
        }
        return all;
    }

    /// A step cannot be played as it is written: it refers to something that no earlier step
    /// created, or lacks or misstates a value.
    static final class NoSuchNameException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        NoSuchNameException(String message) {
            super(message);
        }
    }
}
