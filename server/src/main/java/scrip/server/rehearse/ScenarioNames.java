package scrip.server.rehearse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import scrip.core.ledger.Answer.PackUnits;
import scrip.core.order.Line;
import scrip.core.order.LineId;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.PaymentId;
import scrip.core.order.QuoteId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.PackId;

/// Resolves the names of one scenario.
final class ScenarioNames {

    /// An id together with the account it belongs to.
    record Owned<T>(OrganizationId account, T id) {}

    private final Map<String, Owned<OrderId>> orders = new HashMap<>();
    private final Map<String, Owned<LineId>> lines = new HashMap<>();
    private final Map<String, Owned<PackId>> packs = new HashMap<>();
    private final Map<String, Owned<QuoteId>> quotes = new HashMap<>();
    private final Map<String, Owned<PaymentId>> payments = new HashMap<>();
    private final Map<String, Owned<String>> holds = new HashMap<>();
    private final Map<PackId, String> packNames = new HashMap<>();
    private final Map<String, List<String>> quoteLines = new HashMap<>();
    private final Map<String, OrganizationId> keys = new HashMap<>();

    /// Names an order and its lines, with the packs those buy.
    void order(String name, OrganizationId account, Order order, List<String> lineNames) {
        orders.put(name, new Owned<>(account, order.id()));
        for (int i = 0; i < order.lines().size(); i++) {
            Line line = order.lines().get(i);
            String lineName = i < lineNames.size() ? lineNames.get(i) : name + "-" + (i + 1);
            lines.put(lineName, new Owned<>(account, line.id()));
            lineNames(lineName, account, line, 0);
        }
    }

    /// Renames after an order is paid again: it buys new packs, and the names now stand for those.
    void again(OrganizationId account, Order order) {
        for (Line line : order.lines()) {
            String name = packNames.get(PackId.of(line.id(), 0));
            if (name != null) {
                lineNames(name, account, line, order.recalls());
            }
        }
    }

    private void lineNames(String name, OrganizationId account, Line line, int recalls) {
        pack(name, account, PackId.of(line.id(), recalls));
        packNames.put(PackId.bonusOf(line.id(), recalls), name + "-bonus");
    }

    void payment(String name, OrganizationId account, PaymentId payment) {
        payments.put(name, new Owned<>(account, payment));
    }

    Owned<PaymentId> payment(String name) {
        return known(payments, name, "payment");
    }

    void pack(String name, OrganizationId account, PackId pack) {
        packs.put(name, new Owned<>(account, pack));
        packNames.put(pack, name);
    }

    void quote(String name, OrganizationId account, QuoteId quote, List<String> lineNames) {
        quotes.put(name, new Owned<>(account, quote));
        quoteLines.put(name, lineNames);
    }

    void hold(String name, OrganizationId account, String key) {
        holds.put(name, new Owned<>(account, key));
    }

    /// Remembers which account a key was booked on last.
    void key(String key, OrganizationId account) {
        keys.put(key, account);
    }

    Owned<OrderId> order(String name) {
        return known(orders, name, "order");
    }

    Owned<LineId> line(String name) {
        return known(lines, name, "line");
    }

    Owned<PackId> pack(String name) {
        return known(packs, name, "pack");
    }

    Owned<QuoteId> quote(String name) {
        return known(quotes, name, "quote");
    }

    List<String> quoteLines(String name) {
        return quoteLines.getOrDefault(name, List.of());
    }

    Owned<String> hold(String name) {
        return known(holds, name, "hold");
    }

    /// The account of a key, or another if it was never booked.
    OrganizationId accountOf(String key, OrganizationId otherwise) {
        return keys.getOrDefault(key, otherwise);
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

    private static <T> T known(Map<String, T> all, String name, String what) {
        T found = all.get(name);
        if (found == null) {
            throw new NoSuchNameException("the " + what + " " + name + " was refused above");
        }
        return found;
    }

    /// A step refers to something that no earlier step created.
    static final class NoSuchNameException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        NoSuchNameException(String message) {
            super(message);
        }
    }
}
