package scrip.core.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.EmergencyTerms;
import scrip.core.catalog.ItemId;
import scrip.core.emergency.Emergencies;
import scrip.core.emergency.Emergency;
import scrip.core.emergency.EmergencyId;
import scrip.core.license.License;
import scrip.core.license.Licenses;
import scrip.core.license.Requirements;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Pool;

/// Opens emergency access to what is suspended (X5). Checks, in this order: the item, membership,
/// the storage term, `NOT_SUSPENDED`, `EMERGENCY_NOT_OFFERED`, `EMERGENCY_TOO_LONG`,
/// `EMERGENCY_OPEN`, `EMERGENCY_LIMIT`. Hours and count are those of the catalog in force.
final class EmergencyOpening {

    private EmergencyOpening() {}

    static Answer.EmergencyAllowed open(Case given, Command.OpenEmergency ask) {
        ItemId item = item(given, ask);
        Uses.checkMember(given.account(), ask.organization(), ask.within());
        if (ask.storageYears() != null) {
            checkTerm(given, item, ask.storageYears());
        }
        SortedSet<String> suspended = suspended(given, ask, item);
        if (suspended.isEmpty()) {
            throw RefusedException.of(
                    Code.NOT_SUSPENDED,
                    item == null ? "nothing is suspended" : item + " is not suspended");
        }
        SortedMap<String, EmergencyTerms> offered = offered(given, suspended);
        if (offered.isEmpty()) {
            throw RefusedException.of(
                    Code.EMERGENCY_NOT_OFFERED,
                    "no emergency access is offered for " + String.join(", ", suspended));
        }
        int hours = hours(ask, offered);
        Emergency emergency =
                new Emergency(
                        given.nextSeq(),
                        new EmergencyId(given.id(0)),
                        ask.organization(),
                        left(given, ask, item, offered),
                        item,
                        ask.storageYears(),
                        ask.doctor(),
                        ask.reason(),
                        given.now(),
                        given.now().plus(Duration.ofHours(hours)),
                        List.of());
        given.add(new Fact.EmergencyOpened(emergency));
        given.notice(
                NoticeCode.EMERGENCY_OPENED, new Subject.OfOrganization(emergency.organization()));
        return new Answer.EmergencyAllowed(emergency);
    }

    private static @Nullable ItemId item(Case given, Command.OpenEmergency ask) {
        if (ask.item() == null) {
            return null;
        }
        ItemId item = ItemId.of(ask.item());
        if (given.catalogs().lastSold(item, given.now()).isEmpty()) {
            throw RefusedException.of(Code.UNKNOWN_ITEM, "the catalog has no item " + ask.item());
        }
        return item;
    }

    private static void checkTerm(Case given, @Nullable ItemId item, int storageYears) {
        if (item == null) {
            throw RefusedException.of(Code.TERM_NOT_OFFERED, "a storage term is one of an item");
        }
        Uses.poolKey(
                given.account(),
                given.catalogs().lastSold(item, given.now()).orElseThrow(),
                storageYears);
    }

    /// The products of everything that is suspended for the organization, among what is asked for.
    private static SortedSet<String> suspended(
            Case given, Command.OpenEmergency ask, @Nullable ItemId item) {
        SortedSet<String> products = new TreeSet<>();
        for (Pool pool : given.account().stock().pools().values()) {
            ItemId resource = pool.key().resource();
            boolean asked =
                    (item == null || item.equals(resource))
                            && (ask.storageYears() == null
                                    || ask.storageYears() == pool.key().storageYears());
            if (asked && pool.suspended() && pool.soldUnder() != null) {
                products.add(resource.product());
            }
        }
        Lapses lapses = new Lapses(given, ask.organization());
        for (License license : given.account().rights().licenses()) {
            boolean asked = item == null || item.equals(license.item());
            if (asked && !products.contains(license.item().product()) && lapses.isClosed(license)) {
                products.add(license.item().product());
            }
        }
        return products;
    }

    /// Which licenses of an organization are suspended, by themselves or by what they require (L6).
    private static final class Lapses {

        private final Case given;
        private final OrganizationId organization;
        private final Licenses licenses;
        private final Requirements required;

        Lapses(Case given, OrganizationId organization) {
            this.given = given;
            this.organization = organization;
            this.licenses = given.account().rights().licenses();
            this.required = new Requirements(licenses, given.catalogs(), given.now());
        }

        /// Whether a license serves the organization and is suspended, and no other of the same
        /// item and holder ends later.
        boolean isClosed(License license) {
            OrganizationId account = given.account().id();
            boolean serves =
                    organization.equals(account)
                            || license.holder().equals(account)
                            || license.holder().equals(organization);
            return serves
                    && licenses.of(license.item(), license.holder()).getLast().equals(license)
                    && isClosed(license, Set.of());
        }

        /// @param path the items from which the question came
        private boolean isClosed(License license, Set<ItemId> path) {
            return switch (license.state(given.now())) {
                case PENDING, ENDED -> false;
                case SUSPENDED -> true;
                case ACTIVE, ARREARS -> {
                    ItemId missing = required.missing(license, path);
                    List<License> needed =
                            missing == null ? List.of() : licenses.of(missing, license.holder());
                    SortedSet<ItemId> further = new TreeSet<>(path);
                    further.add(license.item());
                    yield !needed.isEmpty() && isClosed(needed.getLast(), further);
                }
            };
        }
    }

    private static SortedMap<String, EmergencyTerms> offered(
            Case given, SortedSet<String> products) {
        SortedMap<String, EmergencyTerms> offered = new TreeMap<>();
        for (String product : products) {
            given.catalogs()
                    .inForce(product, given.now())
                    .ifPresent(c -> {
                        if (c.emergency() != null) {
                            offered.put(product, c.emergency());
                        }
                    });
        }
        return offered;
    }

    /// The hours asked for, or as many as all products allow.
    private static int hours(Command.OpenEmergency ask, SortedMap<String, EmergencyTerms> offered) {
        int most = offered.values().stream().mapToInt(EmergencyTerms::hours).min().orElseThrow();
        Integer asked = ask.hours();
        if (asked == null) {
            return most;
        }
        if (asked > most) {
            throw RefusedException.of(
                    Code.EMERGENCY_TOO_LONG,
                    "emergency access lasts at most %d hours".formatted(most));
        }
        if (asked < 1) {
            throw new IllegalArgumentException("emergency access lasts at least an hour");
        }
        return asked;
    }

    /// The products that are not open already and whose count of the month is not used up.
    private static List<String> left(
            Case given,
            Command.OpenEmergency ask,
            @Nullable ItemId item,
            SortedMap<String, EmergencyTerms> offered) {
        Account account = given.account();
        Emergencies all = account.rights().emergencies();
        List<Map.Entry<String, EmergencyTerms>> closed =
                offered.entrySet().stream()
                        .filter(e -> !isOpen(given, ask, item, e.getKey()))
                        .toList();
        if (closed.isEmpty()) {
            throw RefusedException.of(
                    Code.EMERGENCY_OPEN, "emergency access to that is open already");
        }
        List<String> left =
                closed.stream()
                        .filter(e ->
                                all.openedInMonth(
                                                ask.organization(),
                                                e.getKey(),
                                                given.now(),
                                                account.zone())
                                        < e.getValue().perMonth())
                        .map(Map.Entry::getKey)
                        .toList();
        if (left.isEmpty()) {
            throw RefusedException.of(
                    Code.EMERGENCY_LIMIT,
                    "%s has used up its emergency access of this month"
                            .formatted(ask.organization()));
        }
        return left;
    }

    private static boolean isOpen(
            Case given, Command.OpenEmergency ask, @Nullable ItemId item, String product) {
        Account account = given.account();
        return (item == null
                        ? account.rights()
                                .emergencies()
                                .covering(account.id(), ask.organization(), product, given.now())
                        : account.emergency(
                                ask.organization(), item, ask.storageYears(), given.now()))
                != null;
    }
}
