package scrip.server.rehearse;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.money.Money;
import scrip.core.order.CapacityChoice;
import scrip.core.order.LineRequest;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.order.OrderState;
import scrip.core.organization.OrganizationId;
import scrip.server.rehearse.Names.Owned;
import scrip.server.rehearse.Scenario.Organization;
import scrip.server.rehearse.Stage.Outcome;

/// Plays the verbs of scenarios on a stage and tells their outcomes in the words of scenarios.
public final class Play {

    private static final String WHO = "rehearsal";

    private final Stage stage;
    private final Names names = new Names();
    private final Checks checks;
    private final List<OrganizationId> organizations = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private int commands;

    public Play(Stage stage) {
        this.stage = stage;
        this.checks = new Checks(stage, names);
    }

    /// Opens the organizations of a story.
    public void open(List<Organization> all, Instant at) {
        moveTo(at);
        for (Organization one : all) {
            organizations.add(one.id());
            accepted(
                    submit(
                            one.id(),
                            new Command.OpenAccount(
                                    one.kind(),
                                    one.id().value(),
                                    one.zone(),
                                    one.defaultStorageYears())));
        }
        for (Organization consortium : all) {
            for (OrganizationId member : consortium.members()) {
                accepted(join(consortium.id(), member));
            }
        }
    }

    /// Moves the clock.
    public void moveTo(Instant at) {
        now = at;
        stage.moveTo(at);
    }

    /// Plays one verb; the answer is its outcome by key, or `refused` with a code.
    public SortedMap<String, Object> play(String verb, Fields f) {
        return switch (verb) {
            case "sign" -> outcome(submit(org(f), sign(f)));
            case "buy" -> buy(f);
            case "order" -> order(f);
            case "pay" -> pay(f);
            case "apply" -> {
                Owned<OrderId> order = names.order(f.text("order"));
                yield outcome(
                        submit(org(f), new Command.ApplyMoney(order.id(), f.decimal("amount"))));
            }
            case "grant" -> grant(f);
            case "decide" -> {
                OrganizationId account = names.accountOf(f.text("key"), organizations.getFirst());
                yield outcome(
                        submit(
                                account,
                                new Command.DecideKept(f.text("key"), f.flag("accept", true))));
            }
            case "quote" -> quote(f);
            case "accept_quote" -> acceptQuote(f);
            case "zone" ->
                    outcome(submit(org(f), new Command.ChangeZone(ZoneId.of(f.text("zone")))));
            case "server_clock" -> {
                stage.serverClock(f.duration("offset"));
                yield new TreeMap<>();
            }
            case "approve" -> onOrder(f, Command.ApproveOrder::new);
            case "cancel" -> onOrder(f, Command.CancelOrder::new);
            case "recall" -> onOrder(f, Command.RecallPayment::new);
            case "end" -> end(f);
            case "renew" -> renew(f);
            case "use" -> use(f);
            case "hold" -> hold(f);
            case "capture", "release" -> settle(verb, f);
            case "correct" -> {
                OrganizationId account = names.accountOf(f.text("key"), organizations.getFirst());
                yield outcome(
                        submit(
                                account,
                                new Command.CorrectUse(
                                        f.text("key"), f.whole("quantity"), f.text("reason"))));
            }
            case "schedule", "deliver", "accept", "reject" -> service(verb, f);
            case "join" -> outcome(join(id(f.text("consortium")), id(f.text("org"))));
            case "leave" -> {
                OrganizationId consortium = id(f.text("consortium"));
                OrganizationId member = id(f.text("org"));
                yield outcome(
                        stage.submitBoth(
                                consortium,
                                new Command.RemoveMember(member),
                                member,
                                new Command.LeaveConsortium(consortium),
                                nextKey()));
            }
            case "check" -> checks.check(f);
            default -> throw new IllegalArgumentException("no verb " + verb);
        };
    }

    private Outcome join(OrganizationId consortium, OrganizationId member) {
        return stage.submitBoth(
                consortium,
                new Command.AddMember(member),
                member,
                new Command.JoinConsortium(consortium),
                nextKey());
    }

    private Command sign(Fields f) {
        return new Command.SignAgreement(
                f.text("product"),
                "A-" + (commands + 1),
                WHO,
                LocalDate.ofInstant(now, ZoneOffset.UTC),
                null,
                new TreeMap<>(f.<BigDecimal>map("prices")),
                BigDecimal.ZERO,
                new TreeMap<>(f.<Long>map("bonus")));
    }

    private SortedMap<String, Object> buy(Fields f) {
        Outcome placed = place(f, org(f), List.of(line(f)), List.of(f.text("as")));
        return placed.answer() instanceof Answer.Ordered ? settleNew(f, placed) : outcome(placed);
    }

    private SortedMap<String, Object> order(Fields f) {
        List<Fields> lines = f.all("lines");
        return outcome(
                place(
                        f,
                        org(f),
                        lines.stream().map(Play::line).toList(),
                        lines.stream().map(l -> l.text("as")).toList()));
    }

    private Outcome place(
            Fields f, OrganizationId account, List<LineRequest> lines, List<String> lineNames) {
        Outcome outcome =
                submit(
                        account,
                        new Command.PlaceOrder(
                                lines, terms(f), WHO, f.textOr("by", "").equals("vendor"), true));
        if (outcome.answer() instanceof Answer.Ordered ordered) {
            names.order(f.text("as"), account, ordered.order(), lineNames);
        }
        return outcome;
    }

    /// Pays a new order at once by the sandbox provider, and tells the order as it then is.
    private SortedMap<String, Object> settleNew(Fields f, Outcome placed) {
        Owned<OrderId> order = names.order(f.text("as"));
        Outcome paid =
                submit(placed.account(), new Command.Pay(List.of(order.id()), null, null, null));
        return paid.refusal() != null ? outcome(paid) : orderState(order);
    }

    private SortedMap<String, Object> pay(Fields f) {
        List<String> named = new ArrayList<>(f.texts("orders"));
        if (f.has("order")) {
            named.add(f.text("order"));
        }
        List<Owned<OrderId>> orders = named.stream().map(names::order).toList();
        if (orders.isEmpty()) {
            throw new Names.NoSuchNameException("name the order, or orders, that is paid");
        }
        return outcome(
                submit(
                        orders.getFirst().account(),
                        new Command.Pay(
                                orders.stream().map(Owned::id).toList(),
                                f.decimalOrNull("amount"),
                                f.instantOrNull("received_at"),
                                null)));
    }

    private SortedMap<String, Object> grant(Fields f) {
        OrganizationId account = org(f);
        ZoneId zone = stage.account(account, null).zone();
        Outcome outcome =
                submit(
                        account,
                        new Command.GrantPack(
                                f.text("resource"),
                                f.whole("quantity"),
                                f.intOrNull("storage_years"),
                                instant(f.anyOrNull("starts"), zone, 0),
                                instant(f.anyOrNull("until"), zone, 1)));
        if (outcome.answer() instanceof Answer.Granted granted) {
            names.pack(f.text("as"), account, granted.pack());
        }
        return outcome(outcome);
    }

    /// An instant, or the start of a local date; a last date ends with its day.
    private static @Nullable Instant instant(@Nullable Object value, ZoneId zone, int daysMore) {
        return value instanceof LocalDate date
                ? date.plusDays(daysMore).atStartOfDay(zone).toInstant()
                : (Instant) value;
    }

    private SortedMap<String, Object> quote(Fields f) {
        List<Fields> lines = f.all("lines");
        Outcome outcome =
                submit(
                        org(f),
                        new Command.MakeQuote(
                                lines.stream().map(Play::line).toList(),
                                f.textOr("by", "").equals("vendor")));
        if (outcome.answer() instanceof Answer.Quoted quoted) {
            names.quote(
                    f.text("as"),
                    org(f),
                    quoted.quote().id(),
                    lines.stream().map(l -> l.text("as")).toList());
        }
        return outcome(outcome);
    }

    private SortedMap<String, Object> acceptQuote(Fields f) {
        var quote = names.quote(f.text("quote"));
        Outcome outcome =
                submit(quote.account(), new Command.AcceptQuote(quote.id(), terms(f), WHO));
        if (outcome.answer() instanceof Answer.Ordered ordered) {
            names.order(
                    f.text("as"),
                    quote.account(),
                    ordered.order(),
                    names.quoteLines(f.text("quote")));
        }
        return outcome(outcome);
    }

    private SortedMap<String, Object> renew(Fields f) {
        Owned<OrderId> old = names.order(f.text("order"));
        Outcome outcome =
                submit(old.account(), new Command.RenewOrder(old.id(), terms(f), WHO, false));
        if (outcome.answer() instanceof Answer.Ordered ordered) {
            Order order = ordered.order();
            String as = f.text("as");
            names.order(
                    as, old.account(), order, order.lines().size() == 1 ? List.of(as) : List.of());
            return settleNew(f, outcome);
        }
        return outcome(outcome);
    }

    private SortedMap<String, Object> onOrder(
            Fields f, java.util.function.Function<OrderId, Command> command) {
        Owned<OrderId> order = names.order(f.text("order"));
        return outcome(submit(order.account(), command.apply(order.id())));
    }

    private SortedMap<String, Object> end(Fields f) {
        OrganizationId holder = org(f);
        OrganizationId account = checks.accountOfLicense(holder, f.text("item"));
        return outcome(
                submit(
                        account,
                        new Command.EndLicense(
                                f.text("item"),
                                account.equals(holder) ? null : holder,
                                f.flag("at_end", true))));
    }

    private SortedMap<String, Object> use(Fields f) {
        OrganizationId within = f.from("within", OrganizationId::new);
        Outcome outcome =
                stage.submit(
                        within == null ? org(f) : within,
                        new Command.Use(
                                org(f),
                                within,
                                f.text("resource"),
                                f.whole("quantity"),
                                f.intOrNull("storage_years"),
                                Surface.valueOf(
                                        f.textOr("surface", "api").toUpperCase(Locale.ROOT)),
                                f.instantOrNull("event_at"),
                                f.textOrNull("subject"),
                                f.flag("reported", false)),
                        f.text("key"));
        if (outcome.refusal() == null) {
            names.key(f.text("key"), outcome.account());
        }
        return outcome(outcome);
    }

    private SortedMap<String, Object> hold(Fields f) {
        OrganizationId within = f.from("within", OrganizationId::new);
        Outcome outcome =
                stage.submit(
                        within == null ? org(f) : within,
                        new Command.HoldUnits(
                                org(f),
                                within,
                                f.text("resource"),
                                f.whole("quantity"),
                                f.intOrNull("storage_years"),
                                f.intOrNull("hours")),
                        f.text("key"));
        if (outcome.refusal() == null) {
            names.hold(f.text("as"), outcome.account(), f.text("key"));
        }
        return outcome(outcome);
    }

    private SortedMap<String, Object> settle(String verb, Fields f) {
        Owned<String> hold = names.hold(f.text("hold"));
        Command command =
                verb.equals("capture")
                        ? new Command.CaptureHold(hold.id(), f.wholeOrNull("quantity"))
                        : new Command.ReleaseHold(hold.id());
        Outcome outcome = stage.submit(hold.account(), command, f.text("key"));
        if (outcome.refusal() == null) {
            names.key(f.text("key"), outcome.account());
        }
        return outcome(outcome);
    }

    private SortedMap<String, Object> service(String verb, Fields f) {
        var line = names.line(f.text("service"));
        String by = f.textOr("by", WHO);
        String mode = f.textOr("mode", "");
        String note = f.textOr("note", "");
        Command command =
                switch (verb) {
                    case "schedule" -> new Command.ScheduleService(line.id(), mode, by, note);
                    case "deliver" -> new Command.DeliverService(line.id(), mode, by, note);
                    case "accept" -> new Command.AcceptService(line.id(), by, note, "");
                    default -> new Command.RejectService(line.id(), by, note);
                };
        return outcome(submit(line.account(), command));
    }

    private Outcome submit(OrganizationId account, Command command) {
        return stage.submit(account, command, nextKey());
    }

    private String nextKey() {
        commands++;
        return "scrip-step-" + commands;
    }

    private SortedMap<String, Object> orderState(Owned<OrderId> order) {
        Order now = checks.order(order);
        SortedMap<String, Object> all = new TreeMap<>();
        tell(all, now, now.state());
        return all;
    }

    private static void tell(SortedMap<String, Object> all, Order order, OrderState state) {
        all.put("state", state.name());
        all.put("total", order.total().decimal().toPlainString());
        all.put("currency", order.total().currency().getCurrencyCode());
    }

    private SortedMap<String, Object> outcome(Outcome outcome) {
        SortedMap<String, Object> all = new TreeMap<>();
        if (outcome.refusal() != null) {
            all.put("refused", outcome.refusal().code().name());
        }
        switch (outcome.answer()) {
            case null -> {}
            case Answer.Done _, Answer.Granted _ -> {}
            case Answer.Used a -> {
                all.put("result", a.result().name());
                all.put("drawn", names.named(a.drawn()));
                all.put("arrears", a.arrears());
                all.put("available", a.available());
                all.put("late", a.late());
            }
            case Answer.Held a -> {
                all.put("held", a.held());
                all.put("available", a.available());
            }
            case Answer.Settled a -> {
                all.put("drawn", names.named(a.drawn()));
                all.put("returned", names.named(a.returned()));
                all.put("arrears", a.arrears());
                all.put("available", a.available());
            }
            case Answer.Corrected a -> {
                all.put("returned", names.named(a.returned()));
                all.put("arrears", a.arrears());
                all.put("available", a.available());
            }
            case Answer.Ordered a -> tell(all, a.order(), a.order().state());
            case Answer.Quoted a -> {
                all.put("state", "QUOTED");
                all.put("total", a.quote().total().decimal().toPlainString());
                all.put("currency", a.quote().total().currency().getCurrencyCode());
            }
            case Answer.Paid a -> paid(all, a);
            case Answer.Licensed a -> all.put("state", a.state().name());
            case Answer.Serviced a -> all.put("state", a.state().name());
        }
        return all;
    }

    private static void paid(SortedMap<String, Object> all, Answer.Paid paid) {
        if (paid.refusal() != null) {
            all.put("refused", paid.refusal().code().name());
        }
        all.put("state", paid.orders().getFirst().state().name());
        all.put(
                "due",
                paid.orders().stream()
                        .map(Answer.PaidOrder::due)
                        .reduce(Money::plus)
                        .orElseThrow()
                        .decimal()
                        .toPlainString());
        all.put("unapplied", paid.unapplied().decimal().toPlainString());
    }

    private static void accepted(Outcome outcome) {
        if (outcome.refusal() != null) {
            throw new IllegalStateException("the story cannot begin: " + outcome.refusal());
        }
    }

    private static LineRequest line(Fields f) {
        return new LineRequest(
                f.text("item"),
                f.from("for", OrganizationId::new),
                f.textOrNull("plan"),
                f.wholeOrNull("quantity"),
                f.intOrNull("months"),
                f.intOrNull("years"),
                f.intOrNull("storage_years"),
                f.dateOrNull("starts"),
                f.from("capacity", c -> CapacityChoice.valueOf(c.toUpperCase(Locale.ROOT))));
    }

    private static boolean terms(Fields f) {
        return !f.textOr("terms", "accepted").equals("missing");
    }

    private static OrganizationId org(Fields f) {
        return id(f.text("org"));
    }

    private static OrganizationId id(String text) {
        return new OrganizationId(text);
    }
}
