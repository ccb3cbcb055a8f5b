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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;
import scrip.server.rehearse.Scenario.Organization;
import scrip.server.rehearse.ScenarioNames.Owned;
import scrip.server.rehearse.Stage.CommandResult;

/// Plays the verbs of scenarios on a stage and describes their outcomes in the words of scenarios.
public final class Play {

    static final String WHO = "rehearsal";

    private final Stage stage;
    private final ScenarioNames names = new ScenarioNames();
    private final Checks checks;
    private final Outcomes outcomes;
    private final Purchases purchases;
    private final List<OrganizationId> organizations = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private int commands;

    public Play(Stage stage) {
        this.stage = stage;
        this.checks = new Checks(stage, names);
        this.outcomes = new Outcomes(names);
        this.purchases = new Purchases(names, checks, outcomes, this::submit);
    }

    /// Opens the organizations of a scenario.
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
    public SortedMap<String, Object> play(String verb, StepFields f) {
        return switch (verb) {
            case "sign" -> outcomes.of(submit(org(f), sign(f)));
            case "buy" -> purchases.buy(f);
            case "order" -> purchases.order(f);
            case "pay" -> purchases.pay(f);
            case "receive" -> purchases.receive(f);
            case "apply" -> {
                Owned<OrderId> order = names.order(f.text("order"));
                yield outcomes.of(
                        submit(org(f), new Command.ApplyMoney(order.id(), f.decimal("amount"))));
            }
            case "grant" -> grant(f);
            case "decide" -> {
                OrganizationId account = names.accountOf(f.text("key"), organizations.getFirst());
                CommandResult outcome =
                        submit(
                                account,
                                new Command.DecideKept(f.text("key"), f.flag("accept", true)));
                if (outcome.refusal() == null) {
                    names.key(f.text("key"), outcome.account());
                }
                yield outcomes.of(outcome);
            }
            case "quote" -> purchases.quote(f);
            case "accept_quote" -> purchases.acceptQuote(f);
            case "zone" ->
                    outcomes.of(submit(org(f), new Command.ChangeZone(ZoneId.of(f.text("zone")))));
            case "server_clock" -> {
                stage.serverClock(f.duration("offset"));
                yield new TreeMap<>();
            }
            case "approve" -> onOrder(f, Command.ApproveOrder::new);
            case "cancel" -> onOrder(f, Command.CancelOrder::new);
            case "recall" -> purchases.recall(f);
            case "reinstate" -> purchases.reinstate(f);
            case "end" -> end(f);
            case "renew" -> purchases.renew(f);
            case "use" -> use(f);
            case "hold" -> hold(f);
            case "capture", "release" -> settle(verb, f);
            case "correct" -> {
                OrganizationId account = names.accountOf(f.text("key"), organizations.getFirst());
                yield outcomes.of(
                        submit(
                                account,
                                new Command.CorrectUse(
                                        f.text("key"), f.whole("quantity"), f.text("reason"))));
            }
            case "schedule", "deliver", "accept", "reject" -> service(verb, f);
            case "join" -> outcomes.of(join(id(f.text("consortium")), id(f.text("org"))));
            case "leave" -> {
                OrganizationId consortium = id(f.text("consortium"));
                OrganizationId member = id(f.text("org"));
                yield outcomes.of(
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

    private CommandResult join(OrganizationId consortium, OrganizationId member) {
        return stage.submitBoth(
                consortium,
                new Command.AddMember(member),
                member,
                new Command.JoinConsortium(consortium),
                nextKey());
    }

    private Command<?> sign(StepFields f) {
        return new Command.SignAgreement(
                f.text("product"),
                "A-" + (commands + 1),
                WHO,
                LocalDate.ofInstant(now, ZoneOffset.UTC),
                null,
                f.dateOrNull("from"),
                f.dateOrNull("until"),
                f.prices("prices"),
                BigDecimal.ZERO,
                new TreeMap<>(f.<Long>map("bonus")));
    }

    private SortedMap<String, Object> grant(StepFields f) {
        OrganizationId account = org(f);
        ZoneId zone = stage.account(account, null).zone();
        CommandResult outcome =
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
        return outcomes.of(outcome);
    }

    /// An instant, or the start of a local date; a date that is the last of a period means its end.
    private static @Nullable Instant instant(@Nullable Object value, ZoneId zone, int daysMore) {
        return value instanceof LocalDate date
                ? date.plusDays(daysMore).atStartOfDay(zone).toInstant()
                : (Instant) value;
    }

    private SortedMap<String, Object> onOrder(StepFields f, Function<OrderId, Command<?>> command) {
        Owned<OrderId> order = names.order(f.text("order"));
        return outcomes.of(submit(order.account(), command.apply(order.id())));
    }

    private SortedMap<String, Object> end(StepFields f) {
        OrganizationId holder = org(f);
        OrganizationId account = checks.accountOfLicense(holder, f.item("item"));
        return outcomes.of(
                submit(
                        account,
                        new Command.EndLicense(
                                f.text("item"),
                                account.equals(holder) ? null : holder,
                                f.flag("at_end", true))));
    }

    private SortedMap<String, Object> use(StepFields f) {
        OrganizationId within = f.from("within", OrganizationId::new);
        CommandResult outcome =
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
        return outcomes.of(outcome);
    }

    private SortedMap<String, Object> hold(StepFields f) {
        OrganizationId within = f.from("within", OrganizationId::new);
        CommandResult outcome =
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
        return outcomes.of(outcome);
    }

    private SortedMap<String, Object> settle(String verb, StepFields f) {
        Owned<String> hold = names.hold(f.text("hold"));
        Command<?> command =
                verb.equals("capture")
                        ? new Command.CaptureHold(hold.id(), f.wholeOrNull("quantity"))
                        : new Command.ReleaseHold(hold.id());
        CommandResult outcome = stage.submit(hold.account(), command, f.text("key"));
        if (outcome.refusal() == null) {
            names.key(f.text("key"), outcome.account());
        }
        return outcomes.of(outcome);
    }

    private SortedMap<String, Object> service(String verb, StepFields f) {
        var line = names.line(f.text("service"));
        String by = f.textOr("by", WHO);
        String mode = f.textOr("mode", "");
        String note = f.textOr("note", "");
        Command<?> command =
                switch (verb) {
                    case "schedule" -> new Command.ScheduleService(line.id(), mode, by, note);
                    case "deliver" -> new Command.DeliverService(line.id(), mode, by, note);
                    case "accept" -> new Command.AcceptService(line.id(), by, note, "", null);
                    default -> new Command.RejectService(line.id(), by, note);
                };
        return outcomes.of(submit(line.account(), command));
    }

    private CommandResult submit(OrganizationId account, Command<?> command) {
        return stage.submit(account, command, nextKey());
    }

    private String nextKey() {
        commands++;
        return "scrip-step-" + commands;
    }

    private static void accepted(CommandResult outcome) {
        if (outcome.refusal() != null) {
            throw new IllegalStateException("the story cannot begin: " + outcome.refusal());
        }
    }

    private static OrganizationId org(StepFields f) {
        return id(f.text("org"));
    }

    private static OrganizationId id(String text) {
        return new OrganizationId(text);
    }
}
