package scrip.server.rehearse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import scrip.core.access.Access;
import scrip.core.access.AccessReader;
import scrip.core.access.Gate;
import scrip.core.access.Right;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Surface;
import scrip.core.emergency.Emergencies;
import scrip.core.emergency.Emergency;
import scrip.core.ledger.Account;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.ledger.NoticeCode;
import scrip.core.license.License;
import scrip.core.license.LicenseState;
import scrip.core.order.Line;
import scrip.core.order.LineId;
import scrip.core.order.Order;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Pack;
import scrip.core.pack.PackId;
import scrip.core.pack.PackPhase;
import scrip.core.pack.PackState;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.core.service.Service;
import scrip.core.service.ServiceState;
import scrip.server.rehearse.ScenarioNames.Owned;

/// Reads the current state, for the verb `check`.
final class Checks {

    private final Stage stage;
    private final ScenarioNames names;
    private final Map<String, Long> noticesSeen = new HashMap<>();

    Checks(Stage stage, ScenarioNames names) {
        this.stage = stage;
        this.names = names;
    }

    SortedMap<String, Object> check(StepFields f) {
        String what = f.values().keySet().iterator().next();
        SortedMap<String, Object> all = new TreeMap<>();
        switch (what) {
            case "pool" -> pool(all, f.nested(what));
            case "pack" -> pack(all, names.packs.get(f.text(what)));
            case "license" -> license(all, f.nested(what));
            case "capacity" -> capacity(all, f.nested(what));
            case "obligations" -> obligations(all, f.nested(what));
            case "access" -> access(all, f.nested(what));
            case "order" -> orderState(all, names.orders.get(f.text(what)));
            case "service" -> service(all, names.lines.get(f.text(what)));
            case "notices" -> notices(all, f.nested(what));
            case "emergencies" -> emergencies(all, f.nested(what));
            default -> throw new IllegalArgumentException("no check " + what);
        }
        return all;
    }

    Order order(Owned<OrderId> order) {
        Order found = stage.account(order.account(), null).trade().orders().get(order.id());
        if (found == null) {
            throw new IllegalStateException("order " + order.id() + " is gone");
        }
        return found;
    }

    /// The default currency: that of the first catalog in force.
    Currency currency(OrganizationId account) {
        Instant now = stage.now(stage.account(account, null));
        return stage.catalogs().versions().stream()
                .map(Catalog::product)
                .distinct()
                .flatMap(p -> stage.catalogs().inForce(p, now).stream())
                .map(Catalog::currency)
                .findFirst()
                .orElse(Currency.getInstance("USD"));
    }

    /// The account that holds an organization's license of an item: its own, or that of another.
    OrganizationId accountOfLicense(OrganizationId holder, ItemId item) {
        for (OrganizationId id : accountsFor(holder)) {
            if (stage.account(id, null).rights().licenses().stream()
                    .anyMatch(l -> l.item().equals(item) && l.holder().equals(holder))) {
                return id;
            }
        }
        return holder;
    }

    private List<OrganizationId> accountsFor(OrganizationId holder) {
        List<OrganizationId> all = new ArrayList<>(List.of(holder));
        all.addAll(stage.buyersFor(holder));
        return all;
    }

    private void pool(SortedMap<String, Object> all, StepFields f) {
        Pool pool = poolOf(account(f), f);
        all.put("available", pool.available());
        all.put("used", pool.used());
        all.put("arrears", pool.arrears());
        all.put("held", pool.held());
        all.put("closing", pool.closing());
        all.put("expired", pool.expired());
        all.put("voided", pool.voided());
        all.put("state", pool.state().name());
    }

    /// The pool of a resource: of the storage term named, or of the account's usual one.
    Pool poolOf(Account account, StepFields f) {
        Integer named = f.intOrNull("storage_years");
        Integer years =
                stage.catalogs()
                        .lastSold(f.item("resource"), now(account, f))
                        .filter(_ -> named == null)
                        .map(item -> account.profile().storageTerm(item, null))
                        .orElse(named);
        return account.pool(PoolKey.of(f.item("resource"), years));
    }

    private void pack(SortedMap<String, Object> all, Owned<PackId> named) {
        Account account = stage.account(named.account(), null);
        Pack pack = find(account, named.id());
        if (pack == null) {
            notYet(all, account, named.id().value());
            return;
        }
        boolean closing = pack.phase() == PackPhase.CLOSING;
        all.put("quantity", pack.quantity());
        boolean open = pack.phase() == PackPhase.OPEN;
        all.put("available", open ? pack.available() : 0L);
        all.put("closing", closing ? pack.available() : 0L);
        all.put("used", pack.drawn());
        all.put("held", pack.held());
        all.put("expired", pack.expired());
        all.put("voided", pack.voided());
        all.put("from", pack.from());
        all.put("until", pack.until());
        all.put("state", pack.state().name());
    }

    /// A pack; for an order that has not been paid again yet, the voided pack (R17).
    private static @Nullable Pack find(Account account, PackId id) {
        List<PackId> ids = new ArrayList<>(List.of(id));
        for (Order order : account.trade().orders().values()) {
            for (Line line : order.lines()) {
                if (PackId.of(line.id(), order.recalls()).equals(id)) {
                    for (int recalls = order.recalls() - 1; recalls >= 0; recalls--) {
                        ids.add(PackId.of(line.id(), recalls));
                    }
                }
            }
        }
        return account.stock().pools().values().stream()
                .flatMap(p -> p.packs().stream())
                .filter(p -> ids.contains(p.id()))
                .min(Comparator.comparingInt(p -> ids.indexOf(p.id())))
                .orElse(null);
    }

    /// A pack or a service that was ordered but is not activated yet (O3).
    ///
    /// @param id the id of the line, or of the pack that it will buy
    private void notYet(SortedMap<String, Object> all, Account account, UUID id) {
        for (Order order : account.trade().orders().values()) {
            for (Line line : order.lines()) {
                boolean itsPack =
                        IntStream.rangeClosed(0, order.recalls())
                                .anyMatch(n -> PackId.of(line.id(), n).value().equals(id));
                if (itsPack || line.id().value().equals(id)) {
                    Item item = stage.catalogs().sold(line.item(), line.catalogVersion());
                    boolean pack = item instanceof Item.Metered;
                    String waits =
                            pack || item instanceof Item.Maintenance
                                    ? PackState.PENDING.name()
                                    : ServiceState.PURCHASED.name();
                    String gone = pack ? PackState.VOIDED.name() : ServiceState.ON_HOLD.name();
                    all.put("state", order.recalled() ? gone : waits);
                    all.put("quantity", line.quantity());
                    all.put("available", 0L);
                }
            }
        }
        if (all.isEmpty()) {
            throw new ScenarioNames.NoSuchNameException("nothing like that was ordered");
        }
    }

    private void license(SortedMap<String, Object> all, StepFields f) {
        OrganizationId holder = f.organization("org");
        switch (AccessReader.right(stage, holder, f.item("item"), f.instantOrNull("as_of"))) {
            case Right.Licensed(var license, var at) -> tell(all, license, at);
            case Right.Awaited() -> all.put("state", LicenseState.PENDING.name());
            case Right.None() -> all.put("state", "NONE");
        }
    }

    private static void tell(SortedMap<String, Object> all, License license, Instant at) {
        all.put("state", license.state(at).name());
        all.put("from", license.from());
        putIfAny(all, "until", license.until());
    }

    private void capacity(SortedMap<String, Object> all, StepFields f) {
        Account account = account(f);
        Instant at = now(account, f);
        List<License> sets =
                account.rights().licenses().stream()
                        .filter(l -> l.item().equals(f.item("resource")))
                        .filter(l -> l.usableAt(at))
                        .toList();
        all.put("sets", (long) sets.size());
        sets.stream()
                .map(License::until)
                .filter(u -> u != null)
                .min(Instant::compareTo)
                .ifPresent(u -> all.put("until", u));
    }

    private void obligations(SortedMap<String, Object> all, StepFields f) {
        Stage.Obligations live = stage.obligations(f.organization("org"));
        all.put("count", live.count());
        putIfAny(all, "until", live.until());
    }

    private void access(SortedMap<String, Object> all, StepFields f) {
        OrganizationId organization = f.organization("org");
        OrganizationId within = f.organizationOrNull("within");
        Gate.Question question =
                new Gate.Question(
                        organization,
                        f.textOr("item", f.textOr("feature", "")),
                        Surface.valueOf(f.text("surface").toUpperCase(Locale.ROOT)),
                        within,
                        f.intOrNull("storage_years"));
        Access answer =
                AccessReader.answer(stage, question, stage.catalogs(), f.instantOrNull("as_of"))
                        .access();
        all.put("access", answer.state().name());
        if (answer.reason() != null) {
            all.put("reason", answer.reason().name());
        }
    }

    private void orderState(SortedMap<String, Object> all, Owned<OrderId> named) {
        Order order = order(named);
        all.put("state", order.state().name());
        all.put("total", order.total().decimal().toPlainString());
        putIfAny(all, "activate_by", order.activateBy());
        Account account = stage.account(named.account(), null);
        all.put("breached", order.breached(stage.now(account)));
    }

    private void service(SortedMap<String, Object> all, Owned<LineId> named) {
        Account account = stage.account(named.account(), null);
        Instant at = stage.now(account);
        Service service = account.rights().services().get(named.id());
        if (service != null) {
            all.put("state", service.state(at).name());
            all.put("until", service.until());
            return;
        }
        License maintenance = maintenance(account, named.id(), at);
        if (maintenance == null) {
            notYet(all, account, named.id().value());
            return;
        }
        tell(all, maintenance, at);
    }

    /// The license that stands for maintenance, whichever of its periods a line paid for (S3).
    private static @Nullable License maintenance(Account account, LineId id, Instant at) {
        for (Order order : account.trade().orders().values()) {
            for (Line line : order.lines()) {
                if (line.id().equals(id) && order.everActivated()) {
                    return Gate.shown(account, line.holder(), line.item(), at);
                }
            }
        }
        return null;
    }

    private void emergencies(SortedMap<String, Object> all, StepFields f) {
        Account account = account(f);
        Instant now = now(account, f);
        Emergencies opened = account.rights().emergencies();
        all.put("count", (long) opened.size());
        all.put("open", opened.openAt(now).count());
        opened.openAt(now)
                .map(Emergency::until)
                .max(Comparator.naturalOrder())
                .ifPresent(until -> all.put("until", until));
        all.put(
                "uses",
                opened.stream()
                        .flatMap(e -> e.uses().stream())
                        .mapToLong(Emergency.PoolUses::count)
                        .sum());
    }

    private void notices(SortedMap<String, Object> all, StepFields f) {
        boolean toVendor = f.text("to").equals("vendor");
        OrganizationId id = f.organization("org");
        String eyes = f.text("to") + " " + id;
        List<Entry> entries = stage.noticesAfter(id, noticesSeen.getOrDefault(eyes, 0L));
        List<String> codes = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.fact() instanceof Fact.Noticed notice) {
                NoticeCode code = notice.code();
                if (toVendor ? code.toVendor() : code.toOrganization()) {
                    codes.add(code.name());
                }
            }
            noticesSeen.put(eyes, entry.seq());
        }
        all.put("codes", codes);
    }

    private Account account(StepFields f) {
        return stage.account(f.organization("org"), f.instantOrNull("as_of"));
    }

    private Instant now(Account account, StepFields f) {
        Instant asOf = f.instantOrNull("as_of");
        return asOf == null ? stage.now(account) : asOf;
    }

    private static void putIfAny(
            SortedMap<String, Object> all, String key, @Nullable Object value) {
        if (value != null) {
            all.put(key, value);
        }
    }

    /// Whether a list of codes includes the given codes; null-safe for absent lists.
    static boolean includes(@Nullable Object codes, Object some) {
        return codes instanceof List<?> list && list.containsAll((List<?>) some);
    }
}
