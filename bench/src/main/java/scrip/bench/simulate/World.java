package scrip.bench.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scrip.core.ledger.Account;
import scrip.core.license.License;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.server.rehearse.Scenario.Organization;

/// A world of one seed: what it begins with, and its next step, rolled from what is true then so
/// that most steps matter.
final class World {

    private final Dice dice;
    private final Setting setting;
    private final List<String> organizations;
    private final List<String> institutions = new ArrayList<>();
    private final List<String> consortia = new ArrayList<>();
    private final boolean clockSteps;
    private final Known known = new Known();
    private final Timing timing;
    private final Purchases purchases;
    private Instant at;
    private Instant busyUntil = Instant.MIN;
    private int signed;

    World(long seed) {
        dice = new Dice(seed);
        setting = Beginning.roll(dice);
        organizations = setting.organizations().stream().map(o -> o.id().value()).toList();
        for (Organization one : setting.organizations()) {
            boolean consortium = one.kind() == OrganizationKind.CONSORTIUM;
            (consortium ? consortia : institutions).add(one.id().value());
        }
        clockSteps = dice.chance(15);
        timing = new Timing(dice);
        purchases = new Purchases(dice, known);
        at = setting.opensAt();
    }

    Setting setting() {
        return setting;
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
        Account account = stage.account(new OrganizationId(organization()), null);
        at = timing.after(at, account);
        if (clockSteps && dice.chance(4)) {
            return clock();
        }
        stage.moveTo(at);
        return step(stage, stage.account(account.id(), null));
    }

    /// The first institution and the first consortium do most, so that much happens to few.
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
        Consumption units = new Consumption(dice, known, stage);
        int roll = dice.below(1000);
        if (roll < 110) {
            return purchases.buy(at, account);
        }
        if (roll < 470) {
            return consume(units, account, roll);
        }
        if (roll < 500) {
            return purchases.order(at, account);
        }
        if (roll < 700 && !known.orders.isEmpty()) {
            return money(account, roll);
        }
        if (roll < 780) {
            return organized(account, roll);
        }
        if (roll < 820 && !known.services.isEmpty()) {
            return service();
        }
        if (roll < 960) {
            Looks looks = new Looks(dice, known, organizations);
            return clockSteps ? looks.past(at, account) : looks.roll(at, account);
        }
        return clockSteps
                ? units.use(at, account)
                : new Step(at, Step.TICK, Map.of("org", account.id().value()));
    }

    private Step consume(Consumption units, Account account, int roll) {
        if (roll < 290) {
            return units.use(at, account);
        }
        if (roll < 335) {
            return units.hold(at, account);
        }
        if (roll < 375 && !known.holds.isEmpty()) {
            return units.close(at);
        }
        if (roll < 405 && !known.uses.isEmpty()) {
            return units.correct(at);
        }
        if (roll < 420 && !known.kept.isEmpty()) {
            return units.decide(at);
        }
        if (roll < 440 && !known.asked.isEmpty()) {
            return units.again(at);
        }
        return units.grant(at, account);
    }

    private Step money(Account account, int roll) {
        if (roll < 600) {
            return purchases.pay(at, account);
        }
        if (roll < 615) {
            return purchases.apply(at, account);
        }
        if (roll < 625 && !known.quotes.isEmpty()) {
            return purchases.acceptQuote(at);
        }
        if (roll < 640 && known.waiting.isEmpty()) {
            return purchases.order(at, account);
        }
        return purchases.decide(
                at,
                roll < 650
                        ? "approve"
                        : roll < 665 ? "cancel" : roll < 680 ? "recall" : "renew");
    }

    private Step organized(Account account, int roll) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (roll < 735) {
            fields.put("consortium", dice.pick(consortia));
            fields.put("org", dice.pick(institutions));
            return new Step(at, dice.chance(60) ? "join" : "leave", fields);
        }
        if (roll < 745) {
            return purchases.sign(at, account.id().value());
        }
        if (roll < 752) {
            fields.put("org", account.id().value());
            fields.put("zone", dice.pick(Beginning.ZONES));
            return new Step(at, "zone", fields);
        }
        List<License> licenses = account.rights().licenses();
        boolean any = !licenses.isEmpty() && dice.chance(95);
        fields.put("org", any ? dice.pick(licenses).holder().value() : account.id().value());
        fields.put("item", any ? dice.pick(licenses).item() : Items.BASIC);
        if (dice.chance(50)) {
            fields.put("at_end", dice.chance(60));
        }
        return new Step(at, "end", fields);
    }

    private Step service() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("service", dice.recent(known.services));
        return new Step(at, dice.of("schedule", "deliver", "deliver", "accept", "reject"), fields);
    }
}
