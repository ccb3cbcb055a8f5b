package scrip.proof.simulate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import scrip.core.ledger.Account;
import scrip.core.license.License;
import scrip.core.pack.Pool;
import scrip.proof.simulate.Known.Kind;

/// Rolls checks of the state, now or at a past instant, and lists every check worth comparing after
/// a step.
final class Looks {

    private static final List<String> SURFACES = List.of("patient", "console", "api");

    /// How many of the latest names are checked each time.
    private static final int LAST = 3;

    private final Dice dice;
    private final Known known;
    private final List<String> organizations;

    Looks(Dice dice, Known known, List<String> organizations) {
        this.dice = dice;
        this.known = known;
        this.organizations = organizations;
    }

    /// One check: of notices, or of the past (R18).
    Step roll(Instant at, Account account) {
        if (dice.chance(60)) {
            return notices(at, account.id().value(), dice.of("org", "vendor"));
        }
        return past(at, account, at);
    }

    /// A check of the past. Where the server's clock steps, nobody looks at notices before the end:
    /// that would book what only a clock that ran ahead has seen.
    Step past(Instant at, Account account, Instant now) {
        List<Step> all = account(at, account, dice.below(3));
        Step chosen = all.isEmpty() ? notices(at, account.id().value(), "org") : dice.pick(all);
        if (!(chosen.fields().get(chosen.subject()) instanceof Map<?, ?> inner)
                || chosen.subject().equals("obligations")
                || chosen.subject().equals("notices")
                || known.past.isEmpty()) {
            return chosen;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        inner.forEach((key, value) -> fields.put((String) key, value));
        Instant asOf = dice.recent(known.past).plusMillis(dice.between(-1, 1));
        fields.put("as_of", asOf.isAfter(now) ? now : asOf);
        return check(at, chosen.subject(), fields);
    }

    Step notices(Instant at, String org, String to) {
        return check(at, "notices", fields("to", to, "org", org));
    }

    /// Every check of one account.
    ///
    /// @param turn which surfaces are asked this time
    List<Step> account(Instant at, Account account, int turn) {
        List<Step> all = new ArrayList<>();
        String org = account.id().value();
        int surface = turn;
        for (Pool pool : account.stock().pools().values()) {
            Map<String, Object> fields =
                    fields("org", org, "resource", pool.key().resource().toString());
            int years = pool.key().storageYears();
            if (years > 0) {
                fields.put("storage_years", (long) years);
            }
            all.add(check(at, "pool", fields));
            Map<String, Object> asked =
                    fields("org", org, "item", pool.key().resource().toString());
            asked.put("surface", SURFACES.get(surface++ % 3));
            if (years > 0 && turn > 0) {
                asked.put("storage_years", (long) years);
            }
            all.add(check(at, "access", asked));
        }
        Set<String> seen = new HashSet<>();
        for (License license : account.rights().licenses()) {
            String holder = license.holder().value();
            String item = license.item().toString();
            if (seen.add(item + " " + holder)) {
                if (!item.equals(Items.CAPACITY)) {
                    all.add(check(at, "license", fields("org", holder, "item", item)));
                }
                Map<String, Object> asked = fields("org", holder, "item", item);
                asked.put("surface", SURFACES.get(surface++ % 3));
                all.add(check(at, "access", asked));
            }
        }
        for (String pack : known.of(Kind.PACK, org)) {
            all.add(check(at, "pack", pack));
        }
        some(known.of(Kind.ORDER, org), turn).forEach(o -> all.add(check(at, "order", o)));
        some(known.of(Kind.SERVICE, org), turn).forEach(s -> all.add(check(at, "service", s)));
        Map<String, Object> asked =
                fields("org", org, "feature", Items.FEATURES.get(turn % Items.FEATURES.size()));
        asked.put("surface", SURFACES.get(surface % 3));
        all.add(check(at, "access", asked));
        all.add(check(at, "capacity", fields("org", org, "resource", Items.CAPACITY)));
        all.add(check(at, "obligations", fields("org", org)));
        all.add(check(at, "emergencies", fields("org", org)));
        return all;
    }

    /// The latest of some names, and a few of the others in turn.
    private static List<String> some(List<String> names, int turn) {
        int size = names.size();
        if (size <= 2 * LAST) {
            return names;
        }
        List<String> all = new ArrayList<>(names.subList(size - LAST, size));
        for (int i = 0; i < LAST; i++) {
            all.add(names.get((turn * LAST + i) % (size - LAST)));
        }
        return all;
    }

    /// What members may do within a consortium (L8, R21).
    List<Step> within(Instant at, Account consortium, int turn) {
        List<Step> all = new ArrayList<>();
        List<License> licenses = consortium.rights().licenses();
        for (int i = 0; i < LAST; i++) {
            String org = organizations.get((turn + i) % organizations.size());
            Map<String, Object> asked = fields("org", org, "within", consortium.id().value());
            String item =
                    licenses.isEmpty()
                            ? Items.REPORT
                            : licenses.get(turn % licenses.size()).item().toString();
            asked.put("item", item);
            asked.put("surface", SURFACES.get(turn % 3));
            all.add(check(at, "access", asked));
        }
        return all;
    }

    private static Step check(Instant at, String what, Object subject) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(what, subject);
        return new Step(at, "check", fields);
    }

    private static Map<String, Object> fields(String... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
