package scrip.proof.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Agreements, quotes, orders and renewals up to the confirmation (C3 to C10, O1, O6). */
final class Ordering {
    private final World world;
    final Activation activation;

    Ordering(World world) {
        this.world = world;
        activation = new Activation(world);
    }

    /**
     * C6, C9: records an agreement, whose prices and bonus packs for each purchase apply on its
     * days, before those of earlier ones. Prices can be set only for items sold now.
     */
    Map<String, Object> sign(Map<String, Object> fields) {
        Account account = world.account(fields);
        Instant now = world.touch(account);
        String product = Fields.required(fields, "product");
        for (String about : List.of("prices", "bonus")) {
            for (String item : Fields.map(fields.get(about)).keySet()) {
                Refusal.unless(world.sold(item, now) != null, "UNKNOWN_ITEM");
            }
        }
        Map<String, List<Agreed>> prices = new LinkedHashMap<>();
        Fields.map(fields.get("prices"))
                .forEach(
                        (item, said) -> prices.put(item, Agreed.read(said, world.sold(item, now))));
        for (String item : Fields.map(fields.get("bonus")).keySet()) {
            boolean packs = world.sold(item, now).is(Item.Kind.RESOURCE);
            long units = Fields.number(Fields.map(fields.get("bonus")), item);
            Refusal.unless(units <= Catalog.UNITS_MAX, "QUANTITY_NOT_MULTIPLE");
            Refusal.unless(packs, "BONUS_NOT_OFFERED");
        }
        Map<String, Object> named = Fields.map(fields.get("bonus"));
        Map<String, Long> bonus = new LinkedHashMap<>();
        named.keySet().forEach(item -> bonus.put(item, Fields.number(named, item)));
        LocalDate from = Fields.date(fields.get("from"), account.zone());
        LocalDate until = Fields.date(fields.get("until"), account.zone());
        account.signed.add(new Account.Signed(product, from, until, prices, bonus));
        return World.outcome();
    }

    /** One line, terms accepted, paid at once. */
    Map<String, Object> buy(Map<String, Object> fields) {
        Account account = world.account(fields);
        Instant now = world.touch(account);
        Map<String, Object> line = new LinkedHashMap<>(fields);
        boolean byVendor = "vendor".equals(Fields.text(fields, "by"));
        List<Line> lines = checked(account, List.of(line), List.of(), byVendor, true, now);
        return payAtOnce(register(fields, account, lines, byVendor), now);
    }

    /** Selected and confirmed, not paid (O1). */
    Map<String, Object> order(Map<String, Object> fields) {
        Account account = world.account(fields);
        Instant now = world.touch(account);
        boolean byVendor = "vendor".equals(Fields.text(fields, "by"));
        boolean terms = !"missing".equals(Fields.text(fields, "terms"));
        List<Line> lines = checked(account, lines(fields), List.of(), byVendor, terms, now);
        Order order = register(fields, account, lines, byVendor);
        confirm(order, now);
        return totals(order);
    }

    /** C9: an offer that holds its prices; it accepts no terms yet. */
    Map<String, Object> quote(Map<String, Object> fields) {
        Account account = world.account(fields);
        Instant now = world.touch(account);
        boolean byVendor = "vendor".equals(Fields.text(fields, "by"));
        List<Line> lines = checked(account, lines(fields), List.of(), byVendor, true, now);
        Order quote = new Order(Fields.required(fields, "as"), account, lines, byVendor);
        quote.quotedAt = now;
        world.quotes.put(quote.name, quote);
        Map<String, Object> answer = totals(quote);
        answer.put("state", "QUOTED");
        return answer;
    }

    /**
     * C9: an order at the quote's prices for its items, once and while the quote is valid;
     * everything else is checked now.
     */
    Map<String, Object> acceptQuote(Map<String, Object> fields) {
        Order quote = World.named(world.quotes, Fields.required(fields, "quote"));
        Account account = quote.account;
        Instant now = world.touch(account);
        boolean holds = now.isBefore(quote.quotedAt.plus(Order.QUOTE_LIFE));
        Refusal.unless(holds, "QUOTE_EXPIRED");
        Refusal.unless(!quote.accepted, "QUOTE_ACCEPTED");
        List<Map<String, Object>> same = quote.lines.stream().map(line -> line.fields).toList();
        List<Line> lines = checked(account, same, quote.lines, quote.byVendor, true, now);
        for (int i = 0; i < lines.size(); i++) {
            lines.get(i).total = quote.lines.get(i).total;
            lines.get(i).bonus = quote.lines.get(i).bonus;
            lines.get(i).agreedPriceUnused = quote.lines.get(i).agreedPriceUnused;
        }
        Order order = register(fields, account, lines, quote.byVendor);
        quote.accepted = true;
        confirm(order, now);
        return totals(order);
    }

    /** O6: the same lines at today's prices, without one-time services and perpetual licenses. */
    Map<String, Object> renew(Map<String, Object> fields) {
        Order old = World.named(world.orders, Fields.required(fields, "order"));
        Account account = old.account;
        Instant now = world.touch(account);
        Refusal.unless(old.purchasedAt != null, "ORDER_NOT_PAYABLE");
        String as = Fields.required(fields, "as");
        List<Map<String, Object>> copies = new ArrayList<>();
        for (Line line : old.lines) {
            boolean once = line.item.is(Item.Kind.SERVICE) || line.item.is(Item.Kind.PERPETUAL);
            if (!once) {
                Map<String, Object> copy = new LinkedHashMap<>(line.fields);
                copy.put("as", as + "-" + (copies.size() + 1));
                copy.remove("starts");
                copy.remove("capacity");
                copies.add(copy);
            }
        }
        Refusal.unless(!copies.isEmpty(), "ORDER_NOT_PAYABLE");
        if (copies.size() == 1) {
            copies.getFirst().put("as", as);
        }
        List<Line> lines = checked(account, copies, List.of(), old.byVendor, true, now);
        return payAtOnce(register(fields, account, lines, old.byVendor), now);
    }

    /**
     * C6, C8: an order can be prepared without an agreement, or when it would end too late with
     * what waits for approval; only its payment is refused.
     */
    private Map<String, Object> payAtOnce(Order order, Instant now) {
        confirm(order, now);
        if (unsigned(order)) {
            return World.outcome("refused", "AGREEMENT_MISSING");
        }
        if (!order.isPaid()) {
            if (Payments.tooLong(order)) {
                return World.outcome("refused", "TERM_NOT_OFFERED");
            }
            if (!Payments.canReceive(order.account, order.total, Prices.CURRENCY)) {
                return World.outcome("refused", "AMOUNT_TOO_LARGE");
            }
            Payment payment = new Payment(order.total, Prices.CURRENCY, List.of(order));
            order.account.payments.add(payment);
            payment.give(order, null);
            activation.purchased(order, now);
        }
        return totals(order);
    }

    private void confirm(Order order, Instant now) {
        order.confirm(now);
        settleNothing(order, now);
    }

    /**
     * O9: an order with a total of zero is settled as soon as it could be paid, whatever step made
     * it so: an agreement (C6), or the first purchase of the product. There are no drafts here:
     * orders are confirmed in the order they are made, and the first that could be paid goes first.
     */
    void settleNothing(Account account) {
        boolean settled = true;
        while (settled) {
            settled =
                    account.orders.stream().anyMatch(order -> settleNothing(order, account.clock));
        }
    }

    private boolean settleNothing(Order order, Instant now) {
        boolean open = order.state == Order.State.CONFIRMED;
        boolean payable = !unsigned(order) && !Payments.tooLong(order);
        boolean settles = open && order.total.signum() == 0 && payable;
        if (settles) {
            activation.purchased(order, now);
        }
        return settles;
    }

    private Order register(
            Map<String, Object> fields, Account account, List<Line> lines, boolean byVendor) {
        Order order = new Order(Fields.required(fields, "as"), account, lines, byVendor);
        account.orders.add(order);
        world.orders.put(order.name, order);
        for (Line line : lines) {
            world.orderOfLine.put(line.name, order);
        }
        return order;
    }

    static Map<String, Object> totals(Order order) {
        return World.outcome(
                "state", order.state.name(),
                "total", order.total.toPlainString(),
                "currency", Prices.CURRENCY,
                "agreed_price_unused", unused(order.lines));
    }

    private static String unused(List<Line> lines) {
        for (Line line : lines) {
            if (!line.agreedPriceUnused.equals("none")) {
                return line.agreedPriceUnused;
            }
        }
        return "none";
    }

    private static List<Map<String, Object>> lines(Map<String, Object> fields) {
        return Fields.list(fields.get("lines")).stream().map(Fields::map).toList();
    }

    /** C6: whether it is a first purchase and the agreement that it needs has not been signed. */
    boolean unsigned(Order order) {
        Account account = order.account;
        return order.lines.stream()
                .filter(line -> world.agreementNeeded(line.item))
                .map(line -> line.item.product())
                .anyMatch(p -> !account.hasSigned(p) && !account.productsPaid.contains(p));
    }

    /** C10: the first fault of the first faulty line, in the order of the rule; then the prices. */
    private List<Line> checked(
            Account account,
            List<Map<String, Object>> asked,
            List<Line> quoted,
            boolean byVendor,
            boolean termsAccepted,
            Instant now) {
        List<Line> lines = new ArrayList<>();
        for (Map<String, Object> fields : asked) {
            Line line = new Line(fields, account.org.id, account.zone());
            line.item =
                    quoted.isEmpty()
                            ? world.sold(Fields.text(fields, "item"), now)
                            : quoted.get(lines.size()).item;
            lines.add(line);
        }
        LocalDate today = Calendar.day(now, account.zone());
        Ends ends = new Ends(account, now);
        for (Line line : lines) {
            Refusal.unless(line.item != null, "UNKNOWN_ITEM");
            Refusal.unless(termsAccepted, "TERMS_NOT_ACCEPTED");
            Refusal.unless(byVendor || !line.item.is(Item.Kind.PERPETUAL), "SALES_ONLY");
            Refusal.unless(scopeFits(account, line), "WRONG_SCOPE");
            LineRules.check(line, today, ends);
            String needed = line.item.requires();
            Set<String> together =
                    lines.stream()
                            .filter(other -> other.item != null && other.target.equals(line.target))
                            .map(other -> other.item.name())
                            .collect(Collectors.toSet());
            boolean met = needed == null || account.usable(needed, line.target, now, together);
            Refusal.unless(met, "REQUIRES_MISSING");
            ends.keep(line);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Line line : lines) {
            String name = line.item.name();
            Account.Signed signed = account.agreement(line.item.product(), today);
            List<Agreed> agreed =
                    signed == null ? List.of() : signed.prices().getOrDefault(name, List.of());
            line.total = world.prices.total(line, agreed, world.dearer(now));
            line.agreedPriceUnused = Agreed.unused(line, agreed);
            line.bonus = signed == null ? 0 : signed.bonus().getOrDefault(name, 0L);
            sum = sum.add(line.total);
        }
        boolean large = quoted.isEmpty() && sum.compareTo(Prices.MOST) > 0;
        Refusal.unless(!large, "AMOUNT_TOO_LARGE");
        return lines;
    }

    /** C4: whether the line may be bought for that organization. */
    private boolean scopeFits(Account account, Line line) {
        Org org = account.org;
        boolean itself = line.target.equals(org.id);
        boolean member = org.consortium && org.members.contains(line.target);
        return switch (line.item.scope()) {
            case INSTITUTION -> org.consortium ? member : itself;
            case CONSORTIUM -> itself && (org.consortium || world.consortiaOf(org.id).isEmpty());
            case ACCOUNT -> itself;
            case ORGANIZATION -> itself || member;
        };
    }
}
