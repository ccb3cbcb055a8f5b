package scrip.proof.model;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Payments and their effect on orders: pay, apply, approve, cancel (O2 to O5, M1). */
final class Payments {
    /** The most minor units of one payment, and of all payments of an account in one currency. */
    private static final BigDecimal PAYMENT_MOST = new BigDecimal("1E15");

    private static final BigDecimal ALL_MOST = new BigDecimal("1E18");

    /** White space, controls, joiners, and characters that take no ink. */
    private static final Pattern UNSEEN =
            Pattern.compile(
                    "[\\p{Z}\\p{C}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}"
                            + "\\x{180B}-\\x{180F}\\x{2800}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{FFFC}]");

    private final World world;
    private final Ordering ordering;
    private final Activation activation;

    Payments(World world, Ordering ordering) {
        this.world = world;
        this.ordering = ordering;
        activation = new Activation(world);
    }

    /**
     * M1: a transfer may be too low, too high, or for several orders; the provider collects what is
     * due.
     */
    Map<String, Object> pay(Map<String, Object> fields) {
        List<Order> orders = orders(fields);
        Account account = orders.getFirst().account;
        Instant now = world.touch(account);
        BigDecimal amount = Fields.amount(fields.get("amount"));
        boolean transfer = amount != null;
        boolean fits = !transfer || canReceive(account, amount, Prices.CURRENCY);
        Refusal.unless(fits, "AMOUNT_TOO_LARGE");
        Instant valueDate = transfer ? come(fields, account, Prices.CURRENCY, now) : now;
        Payment payment = new Payment(sum(amount, orders), Prices.CURRENCY, orders);
        for (Order order : orders) {
            String fault = fault(order, payment.rest, transfer, valueDate);
            Refusal.unless(transfer || fault == null, fault);
        }
        Refusal.unless(transfer || !tooMany(orders), "ORDER_NOT_PAYABLE");
        Refusal.unless(transfer || !tooLong(orders), "TERM_NOT_OFFERED");
        Refusal.unless(canReceive(account, payment.amount, Prices.CURRENCY), "AMOUNT_TOO_LARGE");
        booked(fields, account, payment);
        String refused = null;
        List<Order> complete = new ArrayList<>();
        for (Order order : orders) {
            String fault = fault(order, payment.rest, transfer, valueDate);
            List<Order> together = new ArrayList<>(complete);
            together.add(order);
            if (fault == null && !order.isPaid() && tooLong(together)) {
                fault = "TERM_NOT_OFFERED";
            }
            if (fault == null && !order.isPaid() && tooMany(payment.with(order))) {
                fault = "ORDER_NOT_PAYABLE";
            }
            if (fault == null && !order.isPaid()) {
                order.takeBack();
                payment.give(order, null);
                if (order.due().signum() == 0) {
                    complete.add(order);
                }
            } else if (refused == null) {
                refused = fault;
            }
        }
        complete.forEach(order -> activation.purchased(order, now));
        Map<String, Object> answer = balance(orders, account);
        if (refused != null) {
            answer.put("refused", refused);
        }
        return answer;
    }

    /** X4: whether orders are for more sets of monthly resources than one payment may be. */
    private static boolean tooMany(List<Order> orders) {
        return orders.stream()
                        .distinct()
                        .flatMap(order -> order.lines.stream())
                        .filter(line -> line.item.is(Item.Kind.CAPACITY))
                        .mapToLong(line -> line.quantity)
                        .sum()
                > LineRules.SETS_MAX;
    }

    private static BigDecimal sum(BigDecimal amount, List<Order> orders) {
        return amount != null
                ? amount
                : orders.stream().map(Order::due).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** M1: money that names no order. */
    Map<String, Object> receive(Map<String, Object> fields) {
        Account account = world.account(fields);
        Instant now = world.touch(account);
        String currency = currency(fields);
        BigDecimal amount = Fields.amount(fields.get("amount"));
        Refusal.unless(canReceive(account, amount, currency), "AMOUNT_TOO_LARGE");
        come(fields, account, currency, now);
        Payment payment = new Payment(amount, currency, List.of());
        booked(fields, account, payment);
        return World.outcome("unapplied", decimal(account.unapplied(currency), currency));
    }

    private static String currency(Map<String, Object> fields) {
        return fields.get("currency") == null ? Prices.CURRENCY : Fields.text(fields, "currency");
    }

    /** C8: whether an amount is beyond what one payment may be. */
    private static boolean beyond(BigDecimal amount, String currency) {
        return minor(amount, currency).compareTo(PAYMENT_MOST) > 0;
    }

    /** C8: whether a payment, and all that the account was ever paid with it, is within limits. */
    static boolean canReceive(Account account, BigDecimal amount, String currency) {
        BigDecimal all = minor(amount, currency);
        for (Payment payment : account.payments) {
            if (payment.currency.equals(currency)) {
                all = all.add(minor(payment.amount, currency));
            }
        }
        return !beyond(amount, currency) && all.compareTo(ALL_MOST) <= 0;
    }

    private static BigDecimal minor(BigDecimal amount, String currency) {
        return amount.movePointRight(Currency.getInstance(currency).getDefaultFractionDigits());
    }

    private void booked(Map<String, Object> fields, Account account, Payment payment) {
        account.payments.add(payment);
        if (fields.get("as") != null) {
            world.payments.put(Fields.text(fields, "as"), payment);
            world.payers.put(payment, account);
        }
    }

    /**
     * O4, M1: when a transfer was received. A post-dated one was not; a known one is not booked
     * twice.
     */
    private static Instant come(
            Map<String, Object> fields, Account account, String currency, Instant now) {
        Instant named = Fields.instant(fields.get("received_at"), account.zone());
        Instant valueDate = named == null ? now : named;
        LocalDate day = Calendar.day(valueDate, account.zone());
        Refusal.unless(!day.isAfter(Calendar.day(now, account.zone())), "VALUE_DATE_IN_FUTURE");
        String reference = seen(Fields.text(fields, "reference"));
        if (reference != null) {
            BigDecimal amount = Fields.amount(fields.get("amount")).stripTrailingZeros();
            // a change of zone changes the local day of an instant, and not the instant of a day
            List<List<Object>> marks =
                    List.of(
                            List.of(reference, day, amount, currency),
                            List.of(reference, valueDate, amount, currency));
            boolean distinct = Boolean.TRUE.equals(fields.get("distinct"));
            Refusal.unless(
                    distinct || marks.stream().noneMatch(account.marks::contains), "PAYMENT_KNOWN");
            account.marks.addAll(marks);
        }
        return valueDate;
    }

    /** M1: a reference as a clerk sees it, whatever keyboard it was typed on. */
    private static @Nullable String seen(@Nullable String reference) {
        if (reference == null) {
            return null;
        }
        String wide = Normalizer.normalize(reference, Normalizer.Form.NFKC);
        String shown = UNSEEN.matcher(wide).replaceAll("");
        return Normalizer.normalize(
                shown.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }

    private List<Order> orders(Map<String, Object> fields) {
        List<Object> names = Fields.list(fields.get("orders"));
        if (names.isEmpty()) {
            names.add(Fields.required(fields, "order"));
        }
        List<Order> orders = new ArrayList<>();
        names.stream()
                .distinct()
                .forEach(name -> orders.add(World.named(world.orders, name.toString())));
        return orders;
    }

    /** C10, O4, O5: why an order cannot be given its share of a payment, or null. */
    private String fault(Order order, BigDecimal rest, boolean transfer, Instant valueDate) {
        if (order.state == Order.State.EXPIRED) {
            boolean inTime = transfer && valueDate.isBefore(order.expiresAt);
            if (!inTime || rest.add(order.canTakeBack()).compareTo(order.due()) < 0) {
                return "ORDER_EXPIRED";
            }
        }
        boolean paidOnline = order.isPaid() && !transfer;
        if (order.state == Order.State.CANCELLED || paidOnline || order.recalled) {
            return "ORDER_NOT_PAYABLE";
        }
        if (!order.isPaid() && ordering.unsigned(order)) {
            return "AGREEMENT_MISSING";
        }
        return !order.isPaid() && tooLong(order) ? "TERM_NOT_OFFERED" : null;
    }

    /**
     * C8: whether the terms of an order would end too late by now, with other purchases since then
     * and what waits for approval.
     */
    static boolean tooLong(Order order) {
        return tooLong(List.of(order));
    }

    private static boolean tooLong(List<Order> orders) {
        Account account = orders.getFirst().account;
        Ends ends = new Ends(account, account.clock);
        for (Order waiting : account.orders) {
            if (waiting.state == Order.State.PAID) {
                waiting.lines.forEach(ends::keep);
            }
        }
        try {
            for (Order order : orders) {
                for (Line line : order.lines) {
                    ends.check(line);
                    ends.keep(line);
                }
            }
            return false;
        } catch (Refusal late) {
            return true;
        }
    }

    /** M1: applies unapplied money to another order. */
    Map<String, Object> apply(Map<String, Object> fields) {
        Account account = world.account(fields);
        Order order = World.named(world.orders, Fields.required(fields, "order"));
        Instant now = world.touch(account);
        BigDecimal amount = Fields.amount(fields.get("amount"));
        Refusal.unless(Prices.CURRENCY.equals(currency(fields)), "CURRENCIES_DIFFER");
        Refusal.unless(!beyond(amount, Prices.CURRENCY), "AMOUNT_TOO_LARGE");
        Refusal.unless(order.state != Order.State.EXPIRED, "ORDER_EXPIRED");
        boolean open = order.state == Order.State.CONFIRMED && order.account == account;
        Refusal.unless(open, "ORDER_NOT_PAYABLE");
        Refusal.unless(!ordering.unsigned(order), "AGREEMENT_MISSING");
        Refusal.unless(!tooLong(order), "TERM_NOT_OFFERED");
        BigDecimal there = account.unapplied(Prices.CURRENCY);
        Refusal.unless(amount.compareTo(there) <= 0, "UNAPPLIED_INSUFFICIENT");
        BigDecimal left = amount.min(order.due());
        for (Payment oldest : account.payments) {
            boolean gives = oldest.currency.equals(Prices.CURRENCY) && oldest.rest.signum() > 0;
            if (gives && left.signum() > 0) {
                Refusal.unless(!tooMany(oldest.with(order)), "ORDER_NOT_PAYABLE");
                left = left.subtract(oldest.rest);
            }
        }
        left = amount;
        for (Payment oldest : account.payments) {
            if (oldest.currency.equals(Prices.CURRENCY)) {
                left = left.subtract(oldest.give(order, left));
            }
        }
        if (order.due().signum() == 0) {
            activation.purchased(order, now);
        }
        return balance(List.of(order), account);
    }

    private static Map<String, Object> balance(List<Order> orders, Account account) {
        BigDecimal due = BigDecimal.ZERO;
        for (Order order : orders) {
            due = due.add(order.due());
        }
        return World.outcome(
                "state", orders.getFirst().state.name(),
                "due", due.setScale(2).toPlainString(),
                "unapplied", decimal(account.unapplied(Prices.CURRENCY), Prices.CURRENCY));
    }

    private static String decimal(BigDecimal amount, String currency) {
        int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
        return amount.setScale(decimals).toPlainString();
    }

    /** O3. */
    Map<String, Object> approve(Map<String, Object> fields) {
        Order order = World.named(world.orders, Fields.required(fields, "order"));
        Instant now = world.touch(order.account);
        Refusal.unless(order.waiting, "APPROVAL_NOT_AWAITED");
        activation.activate(order, now);
        return World.outcome("state", order.state.name());
    }

    /** O4: an unpaid order can be cancelled; there is no refund. */
    Map<String, Object> cancel(Map<String, Object> fields) {
        Order order = World.named(world.orders, Fields.required(fields, "order"));
        world.touch(order.account);
        Refusal.unless(!order.isPaid(), "REFUND_NOT_SUPPORTED");
        Refusal.unless(order.state != Order.State.EXPIRED, "ORDER_EXPIRED");
        if (order.state == Order.State.CANCELLED) {
            world.bookedNothing();
        }
        order.state = Order.State.CANCELLED;
        order.freeMoney();
        return World.outcome("state", order.state.name());
    }
}
