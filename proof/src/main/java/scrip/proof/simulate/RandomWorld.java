package scrip.proof.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.license.License;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.server.rehearse.Scenario.Organization;

/// A world of one seed: its start, and its next step, rolled from the current state so that most
/// steps have an effect.
final class RandomWorld {

    private final Dice dice;
    private final Setting setting;
    private final List<String> organizations;
    private final List<String> institutions = new ArrayList<>();
    private final List<String> consortia = new ArrayList<>();
    private final boolean clockSteps;
    private final Known known = new Known();
    private final Alarms alarms;
    private final Timing timing;
    private final Purchases purchases;
    private Instant at;
    private int signed;

    /// How many more steps the same organization asks at the same instant.
    private int burst;

    private String bursting = "";

    RandomWorld(long seed) {
        dice = new Dice(seed);
        alarms = new Alarms(new Dice(~seed));
        setting = Beginning.roll(dice, new Dice(seed + 1));
        organizations = setting.organizations().stream().map(o -> o.id().value()).toList();
        for (Organization one : setting.organizations()) {
            boolean consortium = one.kind() == OrganizationKind.CONSORTIUM;
            (consortium ? consortia : institutions).add(one.id().value());
        }
        clockSteps = dice.chance(15);
        timing = new Timing(dice);
        purchases = new Purchases(dice, known, clockSteps);
        at = setting.opensAt();
    }

    Setting setting() {
        return setting;
    }

    /// Whether the server's clock is wrong now and then.
    boolean clockSteps() {
        return clockSteps;
    }

    Known known() {
        return known;
    }

    /// Rolls the next step.
    Step next(MemoryStage stage) {
        if (signed < organizations.size()) {
            String org = organizations.get(signed++);
            if (dice.chance(85)) {
                return purchases.sign(at, org);
            }
        }
        Step alarm = alarms.roll(at, organizations, stage);
        if (alarm != null) {
            return alarm;
        }
        if (burst > 0) {
            burst--;
            Account account = stage.account(new OrganizationId(bursting), null);
            Consumption units = new Consumption(dice, known, stage);
            return dice.chance(70) ? units.use(at, account) : units.hold(at, account);
        }
        Account account = stage.account(new OrganizationId(organization()), null);
        at = timing.after(at, account);
        if (dice.chance(3)) {
            burst = (int) dice.between(2, 6);
            bursting = account.id().value();
        }
        if (clockSteps && dice.chance(4)) {
            return clock();
        }
        stage.moveTo(at);
        return step(stage, stage.account(account.id(), null));
    }

    /// The first institution and the first consortium do most, so that a few accounts get a rich
    /// history.
    private String organization() {
        return switch (dice.below(10)) {
            case 0, 1, 2, 3 -> institutions.getFirst();
            case 4, 5 -> consortia.getFirst();
            default -> dice.pick(organizations);
        };
    }

    private Step clock() {
        Duration offset =
                dice.of(
                        Duration.ofHours(-24),
                        Duration.ofMinutes(-5),
                        Duration.ofHours(20),
                        Duration.ofHours(3),
                        Duration.ZERO,
                        Duration.ZERO);
        return new Step(at, "server_clock", new LinkedHashMap<>(Map.of("offset", offset)));
    }

    private Step step(MemoryStage stage, Account account) {
        int roll = dice.below(1000);
        if (roll < 430) {
            Step step = consume(new Consumption(dice, known, stage), account, roll);
            if (step != null) {
                return step;
            }
        }
        if (roll < 580) {
            return purchases.buy(at, account);
        }
        if (roll < 625 || (roll < 820 && known.orders.isEmpty())) {
            return purchases.order(at, account);
        }
        if (roll < 820) {
            return money(account, roll);
        }
        if (roll < 870) {
            return organized(stage, account, roll);
        }
        if (roll < 905 && !known.services.isEmpty()) {
            return service();
        }
        if (roll < 970 || clockSteps) {
            Looks looks = new Looks(dice, known, organizations);
            return clockSteps
                    ? looks.past(at, account, stage.now(account))
                    : looks.roll(at, account);
        }
        return new Step(at, Step.TICK, Map.of("org", account.id().value()));
    }

    /// A step that consumes or grants units; null if there is nothing to do it with yet.
    private @Nullable Step consume(Consumption units, Account account, int roll) {
        if (roll < 215) {
            return units.use(at, account);
        }
        if (roll < 270) {
            return units.hold(at, account);
        }
        if (roll < 320) {
            return known.holds.isEmpty() ? null : units.close(at);
        }
        if (roll < 350) {
            return known.uses.isEmpty() ? null : units.correct(at);
        }
        if (roll < 365) {
            return known.kept.isEmpty() ? null : units.decide(at);
        }
        if (roll < 390) {
            return known.asked.isEmpty() ? null : units.again(at);
        }
        return units.grant(at, account);
    }

    private Step money(Account account, int roll) {
        if (roll < 710) {
            return purchases.pay(at, account);
        }
        if (roll < 735) {
            return purchases.apply(at, account);
        }
        if (dice.chance(18)) {
            return dice.chance(40) || known.payments.isEmpty()
                    ? purchases.receive(at, account)
                    : purchases.bank(at);
        }
        if (roll < 745 && !known.openQuotes.isEmpty()) {
            return purchases.acceptQuote(at);
        }
        if (roll < 765) {
            return purchases.decide(at, known.waiting.isEmpty() ? "renew" : "approve");
        }
        return purchases.decide(at, roll < 775 ? "cancel" : roll < 795 ? "recall" : "renew");
    }

    private Step organized(MemoryStage stage, Account account, int roll) {
        Map<String, Object> fields = new LinkedHashMap<>();
        List<License> licenses =
                account.rights().licenses().stream()
                        .filter(l -> l.form() == License.Form.SUBSCRIPTION)
                        .toList();
        if (roll < 845 || licenses.isEmpty()) {
            return membership(stage);
        }
        if (roll < 850) {
            return purchases.sign(at, account.id().value());
        }
        if (roll < 855 || clockSteps) {
            fields.put("org", account.id().value());
            fields.put("zone", zone(account));
            return new Step(at, "zone", fields);
        }
        License one = dice.pick(licenses);
        boolean held = dice.chance(95);
        fields.put("org", held ? one.holder().value() : account.id().value());
        fields.put("item", held ? one.item().toString() : dice.of(Items.ONSITE, Items.CAPACITY));
        if (dice.chance(50)) {
            fields.put("at_end", dice.chance(60));
        }
        return new Step(at, "end", fields);
    }

    /// Where the server's clock steps, a change to the same zone is skipped: the rules do not say
    /// whether it books something and so moves the account's time.
    private String zone(Account account) {
        String zone = dice.pick(Beginning.ZONES);
        boolean same = account.zone().getId().equals(zone);
        if (!clockSteps || !same) {
            return zone;
        }
        int place = Beginning.ZONES.indexOf(zone) + 1;
        return Beginning.ZONES.get(place % Beginning.ZONES.size());
    }

    /// Where the server's clock steps, a join that changes nothing is skipped: the rules do not say
    /// whether it books something and so moves the account's time.
    private Step membership(MemoryStage stage) {
        Map<String, Object> fields = new LinkedHashMap<>();
        String consortium = dice.pick(consortia);
        String org = dice.pick(institutions);
        boolean member =
                stage.account(new OrganizationId(consortium), null)
                        .profile()
                        .members()
                        .contains(new OrganizationId(org));
        fields.put("consortium", consortium);
        fields.put("org", org);
        boolean leaves = clockSteps ? member : dice.chance(40);
        return new Step(at, leaves ? "leave" : "join", fields);
    }

    private Step service() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("service", dice.recent(known.services));
        return new Step(at, dice.of("schedule", "deliver", "deliver", "accept", "reject"), fields);
    }
}
