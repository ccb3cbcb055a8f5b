package scrip.proof.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Account;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Pack;
import scrip.core.pack.PackPhase;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;

/// Rolls steps that consume or grant units: uses early, late and repeated, holds, corrections,
/// bonus packs.
final class Consumption {

    private final Dice dice;
    private final Known known;
    private final MemoryStage stage;

    Consumption(Dice dice, Known known, MemoryStage stage) {
        this.dice = dice;
        this.known = known;
        this.stage = stage;
    }

    Step use(Instant at, Account asker) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("org", asker.id().value());
        Account payer = within(asker, fields);
        Pool pool = resource(payer, fields);
        fields.put("quantity", quantity(pool));
        fields.put("key", known.fresh("k"));
        if (dice.chance(40)) {
            fields.put("event_at", eventAt(at, pool));
        }
        if (dice.chance(25)) {
            fields.put("subject", "s" + dice.below(12));
        }
        if (dice.chance(35)) {
            fields.put("reported", true);
        }
        if (dice.chance(10)) {
            fields.put("surface", dice.of("patient", "console", "api"));
        }
        return new Step(at, "use", fields);
    }

    /// Whose pool the use is for: the asker's own, or that of a consortium (R21).
    private Account within(Account asker, Map<String, Object> fields) {
        List<OrganizationId> consortia = List.copyOf(asker.profile().consortia());
        if (!consortia.isEmpty() && dice.chance(35)) {
            OrganizationId chosen = dice.pick(consortia);
            fields.put("within", chosen.value());
            return stage.account(chosen, null);
        }
        if (dice.chance(4)) {
            fields.put("within", "u1");
            return stage.account(new OrganizationId("u1"), null);
        }
        return asker;
    }

    /// The resource and its term: usually one of which the account has a pool.
    private Pool resource(Account account, Map<String, Object> fields) {
        List<Pool> pools = List.copyOf(account.stock().pools().values());
        if (pools.isEmpty() || dice.chance(5)) {
            fields.put("resource", dice.of(Items.INSPECTION, Items.REPORT));
            boolean named = fields.get("resource").equals(Items.INSPECTION) && dice.chance(70);
            if (named) {
                fields.put("storage_years", dice.pick(Items.TERMS));
            }
            return Pool.empty(new PoolKey(ItemId.of(Items.REPORT), 0));
        }
        Pool pool = dice.pick(pools);
        int years = pool.key().storageYears();
        fields.put("resource", pool.key().resource().toString());
        if (years > 0 && dice.chance(85)) {
            fields.put("storage_years", (long) years);
        }
        return pool;
    }

    /// A quantity that leaves little, nothing, or less than nothing.
    private long quantity(Pool pool) {
        long there = pool.available();
        return Math.max(
                1,
                switch (dice.below(9)) {
                    case 0, 1 -> dice.between(1, 30);
                    case 2 -> there / 2;
                    case 3 -> there * 85 / 100;
                    case 4 -> there - 1;
                    case 5 -> there;
                    case 6 -> there + 1;
                    case 7 -> there + dice.between(1, 800);
                    default -> there + pool.closing();
                });
    }

    private Instant eventAt(Instant at, Pool pool) {
        List<Pack> closing =
                pool.packs().stream().filter(p -> p.phase() == PackPhase.CLOSING).toList();
        if (!closing.isEmpty() && dice.chance(70)) {
            Pack pack = dice.pick(closing);
            Instant near = dice.chance(50) ? pack.until() : pack.from();
            return near.plusMillis(dice.between(-1, 1));
        }
        return switch (dice.below(9)) {
            case 0 -> at.plus(Duration.ofMinutes(5)).plusMillis(dice.between(-1, 1));
            case 1 -> at.minus(Duration.ofHours(24)).plusMillis(dice.between(-1, 1));
            case 2 -> at.minus(Duration.ofDays(90)).plusMillis(dice.between(-1, 1));
            case 3 -> at.minus(Duration.ofDays(dice.between(80, 120)));
            case 4 -> at.plus(Duration.ofHours(2));
            default -> at.minus(Duration.ofMinutes(dice.between(0, 3_000)));
        };
    }

    Step hold(Instant at, Account account) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("as", known.fresh("h"));
        fields.put("org", account.id().value());
        Pool pool = resource(within(account, fields), fields);
        long quantity = dice.chance(60) ? dice.between(1, 400) : quantity(pool);
        fields.put("quantity", quantity);
        fields.put("key", known.fresh("k"));
        if (dice.chance(40)) {
            fields.put("hours", dice.of(1L, 2L, 12L, 23L, 24L, 25L));
        }
        return new Step(at, "hold", fields);
    }

    Step close(Instant at) {
        Known.Held hold = dice.recent(known.holds);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("hold", hold.name());
        boolean release = dice.chance(30);
        if (!release && dice.chance(70)) {
            fields.put(
                    "quantity",
                    switch (dice.below(4)) {
                        case 0 -> hold.quantity();
                        case 1 -> hold.quantity() + dice.between(1, 900);
                        default -> dice.between(1, hold.quantity());
                    });
        }
        fields.put("key", known.fresh("k"));
        return new Step(at, release ? "release" : "capture", fields);
    }

    Step correct(Instant at) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Known.Booked use = dice.recent(known.uses);
        boolean unknown = dice.chance(3);
        fields.put("key", unknown ? "nobody" : use.key());
        fields.put(
                "quantity",
                switch (dice.below(5)) {
                    case 0, 1 -> use.quantity();
                    case 2 -> dice.chance(20) ? use.quantity() + 1 : use.quantity();
                    default -> dice.between(1, use.quantity());
                });
        fields.put("reason", "counted twice");
        return new Step(at, "correct", fields);
    }

    Step decide(Instant at) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", dice.recent(known.kept));
        fields.put("accept", dice.chance(70));
        return new Step(at, "decide", fields);
    }

    /// Repeats an earlier request: with the same content, or with different content under its key
    /// (R7).
    Step again(Instant at) {
        Known.Asked old = dice.recent(known.asked);
        Map<String, Object> fields = new LinkedHashMap<>(old.fields());
        if (fields.containsKey("as")) {
            fields.put("as", known.fresh("h"));
        }
        if (dice.chance(35)) {
            Object quantity = fields.getOrDefault("quantity", 1L);
            if (!old.verb().equals("release")) {
                fields.put("quantity", (Long) quantity + 1);
            }
        } else if (dice.chance(15) && old.verb().equals("use")) {
            fields.put("reported", fields.remove("reported") == null);
        }
        return new Step(at, old.verb(), fields);
    }

    /// A bonus pack, usually with a short window, so that packs end during the world.
    Step grant(Instant at, Account account) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("as", known.fresh("g"));
        fields.put("org", account.id().value());
        resource(account, fields);
        fields.put("quantity", dice.chance(70) ? dice.between(1, 300) : dice.between(300, 2_000));
        Instant from = at;
        if (dice.chance(50)) {
            from = at.plus(Duration.ofMinutes(dice.between(-3_000, 3_000)));
            fields.put("starts", from);
        }
        if (dice.chance(75)) {
            Duration life = Duration.ofMinutes(dice.between(dice.chance(5) ? -60 : 1, 6_000));
            fields.put("until", dice.chance(20) ? from.plus(Duration.ofDays(31)) : from.plus(life));
        }
        return new Step(at, "grant", fields);
    }
}
