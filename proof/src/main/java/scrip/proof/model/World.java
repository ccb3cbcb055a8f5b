package scrip.proof.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The whole state at one instant: organizations, accounts and names; dispatches each verb. */
final class World {
    final Catalog catalog;
    final Prices prices;
    private final boolean manualApproval;
    private final Map<String, Object> modes;
    private final Map<String, Object> arrearsMax;

    /** X5: hours and count, or the word none; null for those of the catalogs. */
    private final Object emergency;

    /**
     * C1: `at` when later catalogs are in force, `dropped` items, `dearer`, a factor, and what is
     * otherwise then: `mode`, `arrears_max`, `includes`, `requires`, `approval`, `agreements`.
     */
    private final Map<String, Object> change;

    final Map<String, Org> orgs = new LinkedHashMap<>();
    final Map<String, Account> accounts = new LinkedHashMap<>();
    final Map<String, Order> orders = new HashMap<>();
    final Map<String, Order> quotes = new HashMap<>();
    final Map<String, Payment> payments = new HashMap<>();
    final Map<Payment, Account> payers = new HashMap<>();
    final Map<String, Pack> packs = new HashMap<>();
    final Map<String, Hold> holds = new HashMap<>();

    /** A one-time service is a Service, maintenance a License (S3). */
    final Map<String, Service> services = new HashMap<>();

    final Map<String, License> maintenance = new HashMap<>();

    /** The account that last answered to a key. */
    final Map<String, Account> keyOwners = new HashMap<>();

    /** Lines of every paid order, to find those that wait for approval. */
    final Map<String, Order> orderOfLine = new HashMap<>();

    /** The time of the server's clock in this step. */
    private Instant serverNow = Instant.MIN;

    /** The latest booking time of the accounts this step touched. */
    private Instant bookedAt = Instant.MIN;

    /** The accounts this step touched. */
    private final Set<Account> touched = new LinkedHashSet<>();

    /** Whether this step recorded anything (R7: a refusal books nothing). */
    private boolean booked;

    private final Ordering ordering = new Ordering(this);
    private final Payments money = new Payments(this, ordering);
    private final Recalls recalls = new Recalls(this);
    private final Usage usage = new Usage(this);
    private final Holding holding = new Holding(this, usage);
    private final Licenses licenses = new Licenses(this);
    private final Emergencies emergencies = new Emergencies(this);
    private final Checks checks = new Checks(this, licenses);

    World(Map<String, Object> header, Map<String, Object> prices) {
        this.prices = new Prices(prices);
        catalog = new Catalog(Fields.list(header.get("catalogs")));
        manualApproval = "manual".equals(Fields.text(header, "approval"));
        modes = Fields.map(header.get("mode"));
        arrearsMax = Fields.map(header.get("arrears_max"));
        emergency = header.get("emergency");
        change = Fields.map(header.get("change"));
        String zone = header.get("zone") == null ? "UTC" : Fields.text(header, "zone");
        for (Object one : Fields.list(header.get("organizations"))) {
            Map<String, Object> fields = Fields.map(one);
            String own = fields.get("zone") == null ? zone : Fields.text(fields, "zone");
            Org org =
                    new Org(
                            Fields.required(fields, "id"),
                            "consortium".equals(Fields.text(fields, "kind")),
                            ZoneId.of(own),
                            Fields.number(fields, "default_storage_years"));
            Fields.list(fields.get("members")).forEach(m -> org.members.add(m.toString()));
            orgs.put(org.id, org);
            Account account = new Account(org);
            if (header.get("opened_at") instanceof Instant opened) {
                account.clock = opened;
            }
            accounts.put(org.id, account);
        }
    }

    /** Plays a step; a refusal is an answer and leaves no trace. */
    Map<String, Object> play(Instant now, String verb, Map<String, Object> fields) {
        serverNow = now;
        bookedAt = Instant.MIN;
        booked = true;
        touched.clear();
        try {
            Map<String, Object> answer = dispatch(verb, fields);
            touched.forEach(ordering::settleNothing);
            return answer;
        } catch (Refusal refusal) {
            booked = false;
            return outcome("refused", refusal.code);
        }
    }

    void bookedNothing() {
        booked = false;
    }

    boolean hasBooked() {
        return booked;
    }

    Instant bookedAt() {
        return bookedAt;
    }

    private Map<String, Object> dispatch(String verb, Map<String, Object> fields) {
        return switch (verb) {
            case "sign" -> ordering.sign(fields);
            case "buy" -> ordering.buy(fields);
            case "order" -> ordering.order(fields);
            case "quote" -> ordering.quote(fields);
            case "accept_quote" -> ordering.acceptQuote(fields);
            case "renew" -> ordering.renew(fields);
            case "grant" -> ordering.activation.grant(fields);
            case "pay" -> money.pay(fields);
            case "receive" -> money.receive(fields);
            case "reinstate" -> recalls.reinstate(fields);
            case "apply" -> money.apply(fields);
            case "approve" -> money.approve(fields);
            case "cancel" -> money.cancel(fields);
            case "recall" -> recalls.recall(fields);
            case "use" -> usage.use(fields);
            case "decide" -> usage.decide(fields);
            case "correct" -> usage.correct(fields);
            case "hold" -> holding.hold(fields);
            case "capture" -> holding.capture(fields);
            case "release" -> holding.release(fields);
            case "emergency" -> emergencies.open(fields);
            case "end" -> licenses.end(fields);
            case "schedule", "deliver", "accept", "reject" -> service(verb, fields);
            case "zone" -> zone(fields);
            case "join", "leave" -> membership(verb, fields);
            case "check" -> checks.check(fields);
            default -> throw new IllegalArgumentException("unknown verb: " + verb);
        };
    }

    /** T5: the booking time of a step never goes back for an account. */
    Instant touch(Account account) {
        Instant now = Calendar.later(serverNow, account.clock);
        account.advance(now);
        touched.add(account);
        bookedAt = Calendar.later(bookedAt, now);
        return now;
    }

    Org org(String id) {
        Org org = orgs.get(id);
        if (org == null) {
            throw new IllegalArgumentException("unknown organization: " + id);
        }
        return org;
    }

    Account account(Map<String, Object> fields) {
        return accounts.get(org(Fields.required(fields, "org")).id);
    }

    static <T> T named(Map<String, T> names, String name) {
        T found = names.get(name);
        if (found == null) {
            throw new IllegalArgumentException("unknown name: " + name);
        }
        return found;
    }

    /** The pool, created on first access. */
    Pool poolFor(Account account, Item resource, long term) {
        return account.pools.computeIfAbsent(
                resource.name() + "/" + term, _ -> new Pool(account, resource, term));
    }

    /** C1: the item that is sold under that name now, or null. */
    Item sold(String name, Instant now) {
        boolean dropped = changed(now) && Fields.list(change.get("dropped")).contains(name);
        return dropped ? null : inForce(name, now);
    }

    /** C1: the item as the version in force has it, or as the one before it had it; or null. */
    Item inForce(String name, Instant now) {
        Item item = catalog.item(name);
        boolean dropped = Fields.list(change.get("dropped")).contains(name);
        if (item == null || dropped || !changed(now)) {
            return item;
        }
        Map<String, Object> includes = Fields.map(change.get("includes"));
        Map<String, Object> requires = Fields.map(change.get("requires"));
        return item.soldLater(
                includes.containsKey(name)
                        ? Fields.list(includes.get(name)).stream().map(Object::toString).toList()
                        : item.includes(),
                requires.containsKey(name) ? Fields.text(requires, name) : item.requires());
    }

    /** C6: whether the version that sold an item demands an agreement before the first purchase. */
    boolean agreementNeeded(Item item) {
        boolean otherwise = item.later() && change.containsKey("agreements");
        return otherwise
                ? Fields.list(change.get("agreements")).contains(item.product())
                : item.product().equals("aimis");
    }

    /** O3: whether the version that sold an item asks for an approval of the first order. */
    boolean approvalNeeded(Item item) {
        boolean otherwise = item.later() && change.containsKey("approval");
        return otherwise ? "manual".equals(Fields.text(change, "approval")) : manualApproval;
    }

    /** R10, C1: mode and limit of a resource as a version sells it. */
    Pack.Sold termsOf(Item resource) {
        boolean otherwise = resource.later() && change.containsKey("mode");
        Map<String, Object> mode = otherwise ? Fields.map(change.get("mode")) : modes;
        Map<String, Object> limits = otherwise ? Fields.map(change.get("arrears_max")) : arrearsMax;
        return new Pack.Sold(
                "HARD".equals(Fields.text(mode, resource.name())),
                Fields.number(limits, resource.name()));
    }

    /** X5: what the version in force of a product sets for emergency access; null for none. */
    Emergencies.Terms emergencyTerms(String product, Instant now) {
        boolean otherwise = changed(now) && change.containsKey("emergency");
        Object set = otherwise ? change.get("emergency") : emergency;
        if (set == null) {
            return new Emergencies.Terms(Catalog.EMERGENCY_HOURS, Catalog.EMERGENCIES_PER_MONTH);
        }
        Map<String, Object> terms = Fields.map(set);
        return terms.isEmpty()
                ? null
                : new Emergencies.Terms(
                        Fields.number(terms, "hours"), Fields.number(terms, "per_month"));
    }

    /** C1: what prices are multiplied by now. */
    BigDecimal dearer(Instant now) {
        return changed(now) ? Fields.amount(change.get("dearer")) : BigDecimal.ONE;
    }

    private boolean changed(Instant now) {
        return !change.isEmpty() && !now.isBefore((Instant) change.get("at"));
    }

    /**
     * R4: the named term, else the account's default, else null; 0 for a resource without terms.
     */
    static Long term(Account account, Item resource, Map<String, Object> fields) {
        if (!resource.storage()) {
            return 0L;
        }
        Long named = Fields.number(fields, "storage_years");
        return named == null ? account.org.defaultStorageYears : named;
    }

    /** T4: a change of zone moves no instant already stored. */
    private Map<String, Object> zone(Map<String, Object> fields) {
        Account account = account(fields);
        touch(account);
        account.org.zone = ZoneId.of(Fields.required(fields, "zone"));
        return outcome();
    }

    /**
     * L8, R21: membership is evaluated at the time of the question. It belongs to the consortium,
     * as does the time at which it was recorded (T6); each of the two accounts keeps its own
     * booking time (T5).
     */
    private Map<String, Object> membership(String verb, Map<String, Object> fields) {
        Org consortium = org(Fields.required(fields, "consortium"));
        Account account = account(fields);
        touch(account);
        bookedAt = Instant.MIN;
        touch(accounts.get(consortium.id));
        if (verb.equals("join")) {
            if (!consortium.members.add(account.org.id)) {
                bookedNothing();
            }
        } else {
            boolean member = consortium.members.remove(account.org.id);
            Refusal.unless(member, "NOT_MEMBER");
        }
        return outcome();
    }

    /** S1 to S3: maintenance accepts only logged visits. */
    private Map<String, Object> service(String verb, Map<String, Object> fields) {
        String name = Fields.required(fields, "service");
        License visits = maintenance.get(name);
        if (visits != null) {
            Instant now = touch(visits.account);
            boolean visit = verb.equals("schedule") || verb.equals("deliver");
            Refusal.unless(visit, "NOT_DELIVERED");
            return outcome("state", visits.stateAt(now).name());
        }
        Order order = named(orderOfLine, name);
        Instant now = touch(order.account);
        Service service = services.get(name);
        Refusal.unless(service != null, "UNKNOWN_SERVICE");
        switch (verb) {
            case "schedule" -> service.schedule();
            case "deliver" -> service.deliver(now);
            case "accept" -> service.accept(now);
            default -> service.reject();
        }
        return outcome("state", service.state.name());
    }

    static Map<String, Object> outcome(Object... namesAndValues) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            outcome.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return outcome;
    }

    /** The consortia that an institution is a member of (C4). */
    List<Org> consortiaOf(String institution) {
        return orgs.values().stream().filter(org -> org.members.contains(institution)).toList();
    }
}
