package scrip.server.rehearse;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;
import scrip.server.ledger.Ledger.Directed;
import scrip.server.rehearse.Scenario.Organization;
import scrip.server.rehearse.ScenarioNames.Owned;
import scrip.server.rehearse.Stage.CommandResult;

/// Plays the verbs of scenarios on a stage and describes their outcomes in the words of scenarios.
public final class Play {

    /// The verbs whose `key` is that of their command.
    public static final Set<String> KEYED = Set.of("use", "spend", "hold", "capture", "release");

    private final Stage stage;
    private final ScenarioNames names = new ScenarioNames();
    private final Checks checks;
    private final Outcomes outcomes;
    private final Verbs verbs;
    private final String keys;
    private Instant now = Instant.EPOCH;
    private int commands;

    public Play(Stage stage) {
        this(stage, "scrip");
    }

    /// @param keys what the keys of commands begin with that have none of their own
    public Play(Stage stage, String keys) {
        this.stage = stage;
        this.keys = keys;
        this.checks = new Checks(stage, names);
        this.outcomes = new Outcomes(names);
        this.verbs = new Verbs(stage, names, checks);
    }

    /// Opens the organizations of a scenario, unless they are there. Each takes its key either way,
    /// so that a repeat has the keys of the first time.
    public void open(List<Organization> all, Instant at) {
        moveTo(at);
        for (Organization one : all) {
            names.organization(one.id());
            String key = nextKey();
            if (!stage.account(one.id(), null).exists()) {
                accepted(
                        stage.submit(
                                one.id(),
                                new Command.OpenAccount(
                                        one.kind(),
                                        one.name(),
                                        one.zone(),
                                        one.defaultStorageYears()),
                                key));
            }
        }
        for (Organization consortium : all) {
            for (OrganizationId member : consortium.members()) {
                String key = nextKey();
                if (!stage.account(consortium.id(), null).serves(member)) {
                    accepted(join(consortium.id(), member, key));
                }
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
            case "check" -> checks.check(f);
            case "server_clock" -> {
                stage.serverClock(f.duration("offset"));
                yield new TreeMap<>();
            }
            case "join" ->
                    outcomes.of(
                            join(f.organization("consortium"), f.organization("org"), nextKey()));
            case "leave" -> {
                OrganizationId consortium = f.organization("consortium");
                OrganizationId member = f.organization("org");
                yield outcomes.of(
                        stage.submitBoth(
                                new Directed(consortium, new Command.RemoveMember(member)),
                                new Directed(member, new Command.LeaveConsortium(consortium)),
                                nextKey()));
            }
            case "buy", "renew" -> paidAtOnce(f, submit(verb, f));
            case "reinstate" -> bookedAgain(submit(verb, f));
            default -> outcomes.of(submit(verb, f));
        };
    }

    private CommandResult submit(String verb, StepFields f) {
        Directed asked = verbs.command(verb, f, now);
        boolean named = KEYED.contains(verb) || (verb.equals("emergency") && f.has("key"));
        String key = named ? f.text("key") : nextKey();
        CommandResult outcome = stage.submit(asked.account(), asked.command(), key);
        names.learn(f, outcome);
        return outcome;
    }

    private CommandResult join(OrganizationId consortium, OrganizationId member, String key) {
        return stage.submitBoth(
                new Directed(consortium, new Command.AddMember(member)),
                new Directed(member, new Command.JoinConsortium(consortium)),
                key);
    }

    /// Pays a new order through the sandbox provider, and describes its resulting state.
    private SortedMap<String, Object> paidAtOnce(StepFields f, CommandResult placed) {
        if (!(placed.answer() instanceof Answer.Ordered)) {
            return outcomes.of(placed);
        }
        Owned<OrderId> order = names.orders.get(f.text("as"));
        // An order with a total of zero is settled by its confirmation (O9).
        if (!checks.order(order).isPaid()) {
            Command<?> pay = Command.Pay.bySandbox(List.of(order.id()));
            CommandResult paid = stage.submit(order.account(), pay, nextKey());
            if (paid.refusal() != null) {
                return outcomes.of(paid);
            }
        }
        SortedMap<String, Object> all = new TreeMap<>();
        Outcomes.tell(all, checks.order(order));
        return all;
    }

    /// The names of packs stand for those that a reinstated payment bought again.
    private SortedMap<String, Object> bookedAgain(CommandResult outcome) {
        if (outcome.answer() instanceof Answer.Banked banked) {
            for (Answer.PaidOrder order : banked.orders()) {
                Owned<OrderId> owned = new Owned<>(outcome.account(), order.order());
                names.again(owned.account(), checks.order(owned));
            }
        }
        return outcomes.of(outcome);
    }

    private String nextKey() {
        commands++;
        return keys + "-step-" + commands;
    }

    private static void accepted(CommandResult outcome) {
        if (outcome.refusal() != null) {
            throw new IllegalStateException("the story cannot begin: " + outcome.refusal());
        }
    }
}
