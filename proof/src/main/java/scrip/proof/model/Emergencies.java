package scrip.proof.model;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Emergency access: opened by a doctor although something is suspended (X5). */
final class Emergencies {
    /** The hours and the count per month that a catalog sets. */
    record Terms(long hours, long perMonth) {}

    /** One of them; the item and the term are null for any. */
    record Opened(
            String org, Set<String> products, String item, Long term, Instant from, Instant until) {
        boolean opens(Item wanted, Long wantedTerm) {
            return products.contains(wanted.product())
                    && (item == null || item.equals(wanted.name()))
                    && (term == null || term.equals(wantedTerm));
        }
    }

    /** The last year that a storage term may have. */
    private static final long YEAR_MAX = 2500;

    private final World world;

    Emergencies(World world) {
        this.world = world;
    }

    /** Those of an account that are open for an organization. */
    private static List<Opened> open(Account owner, String org, Instant now) {
        return owner.emergencies.stream()
                .filter(one -> one.org().equals(org) || one.org().equals(owner.org.id))
                .filter(one -> !now.isBefore(one.from()) && now.isBefore(one.until()))
                .toList();
    }

    /** Whether an item, with that storage term or any (null), is open for an organization. */
    static boolean isOpen(Account owner, String org, Item item, Long term, Instant now) {
        return open(owner, org, now).stream().anyMatch(one -> one.opens(item, term));
    }

    Map<String, Object> open(Map<String, Object> fields) {
        Account asker = world.account(fields);
        String within = Fields.text(fields, "within");
        Account owner = within == null ? asker : world.accounts.get(world.org(within).id);
        Instant now = world.touch(owner);
        String name = Fields.text(fields, fields.containsKey("item") ? "item" : "resource");
        Item item = name == null ? null : world.catalog.item(name);
        Refusal.unless(name == null || item != null, "UNKNOWN_ITEM");
        boolean member = owner == asker || owner.org.members.contains(asker.org.id);
        Refusal.unless(member, "NOT_MEMBER");
        Long term = Fields.number(fields, "storage_years");
        boolean offered = item != null && item.storage();
        Refusal.unless(
                term == null || (offered && term >= 1 && term <= YEAR_MAX), "TERM_NOT_OFFERED");
        SortedSet<String> suspended = suspended(owner, asker.org.id, item, term, now);
        Refusal.unless(!suspended.isEmpty(), "NOT_SUSPENDED");
        suspended.removeIf(product -> world.emergencyTerms(product, now) == null);
        Refusal.unless(!suspended.isEmpty(), "EMERGENCY_NOT_OFFERED");
        long most =
                suspended.stream()
                        .mapToLong(product -> world.emergencyTerms(product, now).hours())
                        .min()
                        .orElseThrow();
        Long named = Fields.number(fields, "hours");
        Refusal.unless(named == null || named <= most, "EMERGENCY_TOO_LONG");
        String org = asker.org.id;
        suspended.removeIf(product -> isOpen(owner, org, item, term, product, now));
        Refusal.unless(!suspended.isEmpty(), "EMERGENCY_OPEN");
        suspended.removeIf(product ->
                openedThisMonth(owner, org, product, now)
                        >= world.emergencyTerms(product, now).perMonth());
        Refusal.unless(!suspended.isEmpty(), "EMERGENCY_LIMIT");
        Instant until = now.plus(Duration.ofHours(named == null ? most : named));
        owner.emergencies.add(new Opened(org, suspended, name, term, now, until));
        owner.tellBoth(now, "EMERGENCY_OPENED");
        return World.outcome("until", until);
    }

    private static boolean isOpen(
            Account owner, String org, Item item, Long term, String product, Instant now) {
        if (item != null) {
            return isOpen(owner, org, item, term, now);
        }
        return open(owner, org, now).stream()
                .anyMatch(one -> one.item() == null && one.products().contains(product));
    }

    private static long openedThisMonth(Account owner, String org, String product, Instant now) {
        YearMonth month = YearMonth.from(now.atZone(owner.zone()));
        return owner.emergencies.stream()
                .filter(one -> one.org().equals(org) && one.products().contains(product))
                .filter(one -> YearMonth.from(one.from().atZone(owner.zone())).equals(month))
                .count();
    }

    /** The products of what is suspended for an organization, among what it asks for. */
    private static SortedSet<String> suspended(
            Account owner, String org, Item item, Long term, Instant now) {
        SortedSet<String> products = new TreeSet<>();
        for (Pool pool : owner.pools.values()) {
            boolean asked = item == null || item.same(pool.resource);
            boolean named = term == null || term == pool.term;
            if (asked && named && pool.suspended && pool.everHadPack()) {
                products.add(pool.resource.product());
            }
        }
        List<License> licenses = new ArrayList<>(owner.licenses);
        licenses.addAll(owner.sets);
        for (License license : licenses) {
            boolean asked = item == null || item.same(license.item);
            boolean served =
                    org.equals(owner.org.id)
                            || license.target.equals(owner.org.id)
                            || license.target.equals(org);
            if (asked && served && isLast(license, licenses) && closed(license, Set.of(), now)) {
                products.add(license.item.product());
            }
        }
        return products;
    }

    /** Whether no other of the same item for the same organization ends later. */
    private static boolean isLast(License license, List<License> all) {
        return license.until == null
                || all.stream()
                        .filter(one -> one.item.same(license.item))
                        .filter(one -> one.target.equals(license.target))
                        .allMatch(one -> one.until != null && !one.until.isAfter(license.until));
    }

    /** L6: suspended by itself, or by what it requires. */
    private static boolean closed(License license, Set<String> asked, Instant now) {
        return switch (license.stateAt(now)) {
            case SUSPENDED -> true;
            case PENDING, ENDED -> false;
            case ACTIVE, ARREARS -> {
                String needed = license.itemAt(now).requires();
                Set<String> further = new HashSet<>(asked);
                further.add(license.item.name());
                Account account = license.account;
                if (needed == null || account.usable(needed, license.target, now, further)) {
                    yield false;
                }
                License basic = account.license(needed, license.target);
                yield basic != null && closed(basic, further, now);
            }
        };
    }
}
