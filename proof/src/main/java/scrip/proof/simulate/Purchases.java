package scrip.proof.simulate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scrip.core.ledger.Account;
import scrip.core.money.Money;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.core.pack.Pool;

/// Rolls steps of buying: lines, orders, quotes, payments of every kind, and the further course of
/// orders.
final class Purchases {

    private static final int LEFT_ALONE_AFTERWARDS = 75;

    private final Dice dice;
    private final Known known;
    private final boolean ownOnly;

    /// @param ownOnly whether nothing is bought for members, because accounts whose times differ
    ///   are then answered together
    Purchases(Dice dice, Known known, boolean ownOnly) {
        this.dice = dice;
        this.known = known;
        this.ownOnly = ownOnly;
    }

    Step buy(Instant at, Account account) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("as", known.fresh("o"));
        fields.put("org", account.id().value());
        Map<String, Object> line = line(at, account);
        if (Step.text(line, "item").equals(Items.ONSITE) && dice.chance(80)) {
            fields.put("by", "vendor");
        }
        fields.putAll(line);
        return new Step(at, "buy", fields);
    }

    Step order(Instant at, Account account) {
        boolean quote = dice.chance(20);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("as", known.fresh(quote ? "q" : "o"));
        fields.put("org", account.id().value());
        List<Map<String, Object>> lines = new ArrayList<>();
        int count = dice.chance(60) ? 1 : (int) dice.between(2, 4);
        for (int i = 0; i < count; i++) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("as", known.fresh("l"));
            line.putAll(line(at, account));
            lines.add(line);
        }
        fields.put("lines", lines);
        if (!quote && dice.chance(4)) {
            fields.put("terms", "missing");
        }
        return new Step(at, quote ? "quote" : "order", fields);
    }

    /// One line with any item that is sold; sometimes with a fault.
    private Map<String, Object> line(Instant at, Account account) {
        Map<String, Object> line = new LinkedHashMap<>();
        int roll = dice.below(100);
        List<Pool> owing =
                account.stock().pools().values().stream().filter(p -> p.arrears() > 0).toList();
        if (!owing.isEmpty() && roll < 45) {
            topUp(line, dice.pick(owing));
        } else if (roll < 30) {
            inspections(line);
        } else if (roll < 48) {
            line.put("item", Items.REPORT);
            line.put("quantity", 1000 * dice.between(1, 2));
        } else if (roll < 68) {
            line.put("item", roll < 58 ? Items.BASIC : dice.pick(Items.OPTIONAL));
            line.put(dice.chance(80) ? "months" : "years", dice.between(1, 2));
        } else if (roll < 81) {
            line.put("item", roll < 77 ? dice.pick(Items.MONTHLY) : Items.YEARLY);
            forInstitution(line, account);
            line.put(roll < 77 ? "months" : "years", dice.between(1, roll < 77 ? 4 : 1));
        } else if (roll < 88) {
            capacity(line);
        } else if (roll < 94) {
            line.put("item", dice.pick(Items.SERVICES));
            forMember(line, account);
        } else if (roll < 98) {
            maintenance(line, at, account);
        } else {
            line.put("item", Items.ONSITE);
        }
        if (dice.chance(7)) {
            spoil(line);
        }
        return line;
    }

    /// About as much as a pool owes, so that some top-ups are too small.
    private void topUp(Map<String, Object> line, Pool pool) {
        int years = pool.key().storageYears();
        line.put("item", pool.key().resource().toString());
        line.put("quantity", 1000 * Math.max(1, pool.arrears() / 1000 + dice.between(0, 1)));
        if (years > 0) {
            boolean annual = !Items.TERMS.contains((long) years) || dice.chance(20);
            line.put("plan", annual ? "annual" : "by-quantity");
            line.put(annual ? "years" : "storage_years", (long) years);
        }
    }

    private void inspections(Map<String, Object> line) {
        line.put("item", Items.INSPECTION);
        boolean annual = dice.chance(20);
        line.put("plan", annual ? "annual" : "by-quantity");
        line.put("quantity", 1000 * dice.between(1, 2));
        if (annual) {
            line.put("years", dice.of(1L, 4L, 5L));
        } else {
            line.put("storage_years", dice.chance(60) ? 5L : dice.pick(Items.TERMS));
        }
    }

    private void capacity(Map<String, Object> line) {
        line.put("item", Items.CAPACITY);
        if (dice.chance(50)) {
            line.put("quantity", dice.between(1, 3));
        }
        line.put("months", dice.between(1, 2));
        if (dice.chance(50)) {
            line.put("capacity", dice.of("add", "add", "extend"));
        }
    }

    private void maintenance(Map<String, Object> line, Instant at, Account account) {
        line.put("item", Items.MAINTENANCE);
        forMember(line, account);
        line.put("months", dice.between(1, 3));
        if (dice.chance(50)) {
            LocalDate today = at.atZone(account.zone()).toLocalDate();
            line.put(
                    "starts",
                    switch (dice.below(8)) {
                        case 0 -> today;
                        case 1 -> today.minusDays(1);
                        case 2 -> today.plusYears(1);
                        case 3 -> today.plusYears(1).plusDays(1);
                        default -> today.plusDays(dice.between(1, 20));
                    });
        }
    }

    /// IPC software is bought for one institution (C4).
    private void forInstitution(Map<String, Object> line, Account account) {
        boolean consortium = account.profile().kind() == OrganizationKind.CONSORTIUM;
        if (consortium ? dice.chance(90) : dice.chance(10)) {
            line.put("for", consortium ? member(account) : account.id().value());
        }
    }

    private void forMember(Map<String, Object> line, Account account) {
        if (account.profile().kind() == OrganizationKind.CONSORTIUM && dice.chance(50)) {
            line.put("for", member(account));
        }
    }

    private String member(Account account) {
        List<OrganizationId> members = List.copyOf(account.profile().members());
        return members.isEmpty() || ownOnly ? account.id().value() : dice.pick(members).value();
    }

    /// Makes a line invalid in one of the ways that C10 lists.
    private void spoil(Map<String, Object> line) {
        switch (dice.below(11)) {
            case 0 -> line.put("item", "aimis/no-such-thing");
            case 1 -> line.put("quantity", dice.of(500L, 0L, -1L));
            case 2 ->
                    line.put(
                            "quantity",
                            Step.text(line, "item").equals(Items.CAPACITY) ? 2L : 1500L);
            case 3 -> line.put("for", ownOnly ? "i9" : dice.of("i1", "i2", "u1"));
            case 4 -> line.put("years", 1L);
            case 5 -> line.put("months", dice.of(0L, 1L));
            case 6 -> line.remove("months");
            case 9 -> line.put("months", dice.of(1_200L, 5_700L));
            case 10 -> line.put("quantity", 1_000_000_000L);
            case 7 -> line.put("storage_years", dice.of(4L, 5L));
            default -> line.put("plan", dice.of("annual", "by-quantity"));
        }
    }

    /// One of the ways in which money is received (M1, O4, O5).
    Step pay(Instant at, Account account) {
        String order =
                !known.unpaid.isEmpty() && dice.chance(88)
                        ? dice.recent(known.unpaid)
                        : dice.recent(known.orders).name();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("as", known.fresh("p"));
        if (dice.chance(40)) {
            fields.put("order", order);
            return new Step(at, "pay", fields);
        }
        String owner = known.owner(order, "");
        List<String> more =
                known.unpaid.stream()
                        .filter(o -> known.owner(o, "").equals(owner) && !o.equals(order))
                        .toList();
        BigDecimal sum = new BigDecimal(known.total(order));
        if (!more.isEmpty() && dice.chance(40)) {
            String other = dice.recent(more);
            fields.put("orders", List.of(order, other));
            sum = sum.add(new BigDecimal(known.total(other)));
        } else {
            fields.put("order", order);
        }
        BigDecimal amount = amount(sum);
        fields.put("amount", amount.signum() > 0 ? amount : new BigDecimal("0.01"));
        if (dice.chance(50)) {
            fields.put("received_at", valueDate(at, order));
        }
        if (dice.chance(25)) {
            fields.put("reference", dice.of("TX-1", "TX-2", "tx\uFF0D2", "TX-3"));
        }
        return new Step(at, "pay", fields);
    }

    /// Money that names no order; sometimes a repeat or post-dated (M1, O4).
    Step receive(Instant at, Account account) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!known.references.isEmpty() && dice.chance(50)) {
            Map<String, Object> known = dice.recent(this.known.references);
            for (String same : List.of("amount", "currency", "reference", "received_at")) {
                if (known.containsKey(same)) {
                    fields.put(same, known.get(same));
                }
            }
            String order = (String) known.get("order");
            fields.put("org", order == null ? known.get("org") : this.known.owner(order, ""));
            fields.putIfAbsent("org", account.id().value());
            fields.put("distinct", dice.chance(30));
        } else {
            boolean yen = dice.chance(20);
            fields.put("amount", new BigDecimal(yen ? "70000" : dice.of("0.01", "5900.00")));
            if (yen) {
                fields.put("currency", Currency.getInstance("JPY"));
            }
            fields.put("org", account.id().value());
            fields.put("reference", dice.of("TX-1", "TX-2", "tx\uFF0D2", "TX-3"));
            if (dice.chance(50)) {
                fields.put("received_at", at.plus(Duration.ofHours(dice.between(-40, 26))));
            }
        }
        fields.put("as", this.known.fresh("p"));
        return new Step(at, "receive", fields);
    }

    /// The bank recalls a payment by its name, or withdraws its recall (R17).
    Step bank(Instant at) {
        Map<String, Object> fields = new LinkedHashMap<>();
        boolean again = !known.payback.isEmpty() && dice.chance(55);
        String payment =
                again && dice.chance(90) ? dice.recent(known.payback) : dice.recent(known.payments);
        fields.put("payment", payment);
        return new Step(at, again ? "reinstate" : "recall", fields);
    }

    /// The sum due, a part of it, or more.
    private BigDecimal amount(BigDecimal sum) {
        return switch (dice.below(6)) {
            case 0 -> sum.divide(new BigDecimal("2"), 2, RoundingMode.DOWN);
            case 1 -> sum.add(new BigDecimal("1234.56"));
            case 2 -> sum.subtract(new BigDecimal("0.01"));
            case 3 -> new BigDecimal("1000.00");
            default -> sum;
        };
    }

    private Instant valueDate(Instant at, String order) {
        Known.Placed placed = known.order(order);
        Instant expiry = placed == null ? at : placed.at().plus(Duration.ofDays(14));
        Instant date =
                dice.chance(50)
                        ? expiry.plusMillis(dice.between(-1, 1))
                        : at.minus(Duration.ofHours(dice.between(0, 60)));
        return date.isAfter(at) ? at : date;
    }

    Step apply(Instant at, Account account) {
        Money unapplied =
                account.trade().funds().unapplied().values().stream().findFirst().orElse(null);
        BigDecimal there = unapplied == null ? BigDecimal.ONE : unapplied.decimal();
        List<String> own =
                known.unpaid.stream()
                        .filter(o -> known.owner(o, "").equals(account.id().value()))
                        .toList();
        String order =
                own.isEmpty() || dice.chance(10)
                        ? dice.recent(known.orders).name()
                        : dice.recent(own);
        BigDecimal amount =
                switch (dice.below(5)) {
                    case 0 -> there.add(BigDecimal.ONE);
                    case 1 -> new BigDecimal("1.00");
                    case 2 -> new BigDecimal(known.total(order));
                    default -> there;
                };
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("org", known.owner(order, account.id().value()));
        fields.put("order", order);
        fields.put("amount", amount.signum() > 0 ? amount : BigDecimal.ONE);
        return new Step(at, "apply", fields);
    }

    /// The further course of an order: approved, cancelled, recalled, renewed.
    Step decide(Instant at, String verb) {
        List<String> likely =
                switch (verb) {
                    case "approve" -> known.waiting;
                    case "cancel" -> known.unpaid;
                    case "recall" ->
                            known.paid.stream().filter(o -> !known.recalled.contains(o)).toList();
                    default -> known.paid;
                };
        String order =
                likely.isEmpty() || dice.chance(8)
                        ? dice.recent(known.orders).name()
                        : dice.recent(likely);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("order", order);
        if (verb.equals("renew")) {
            fields.put("as", known.fresh("o"));
        }
        return new Step(at, verb, fields);
    }

    /// Accepts a quote, and keeps one in four for another attempt.
    Step acceptQuote(Instant at) {
        Map<String, Object> fields = new LinkedHashMap<>();
        int chosen = dice.below(known.openQuotes.size());
        fields.put("quote", known.openQuotes.get(chosen));
        if (dice.chance(LEFT_ALONE_AFTERWARDS)) {
            known.openQuotes.remove(chosen);
        }
        fields.put("as", known.fresh("o"));
        return new Step(at, "accept_quote", fields);
    }

    /// An agreement, with or without its own prices and bonus (C6, C9).
    Step sign(Instant at, String org) {
        return new Agreeing(dice).sign(at, org);
    }
}
