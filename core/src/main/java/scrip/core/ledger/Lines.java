package scrip.core.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Offer;
import scrip.core.catalog.Price;
import scrip.core.ledger.Refusal.LineFault;
import scrip.core.license.Requirements;
import scrip.core.money.Money;
import scrip.core.order.Agreement;
import scrip.core.order.Line;
import scrip.core.order.LineId;
import scrip.core.order.LineRequest;
import scrip.core.order.Pricing;
import scrip.core.order.Pricing.Measure;
import scrip.core.order.Quote;
import scrip.core.organization.OrganizationId;

/// Checks the lines of an order or a quote, in the order of C10, and prices them; items that only
/// sales may place are refused (C7).
final class Lines {

    private final Case given;
    private final List<LineRequest> requests;
    private final boolean termsAccepted;
    private final boolean byVendor;
    private final Map<String, String> quotedUnder = new TreeMap<>();
    private final Terms terms;

    /// The items ordered for each organization.
    private final Map<OrganizationId, Set<ItemId>> itemsFor;

    /// @param termsAccepted whether the terms were accepted; a quote needs none
    Lines(Case given, List<LineRequest> requests, boolean termsAccepted, boolean byVendor) {
        this.given = given;
        this.requests = requests;
        this.termsAccepted = termsAccepted;
        this.byVendor = byVendor;
        this.terms = new Terms(given.account(), given.now());
        this.itemsFor =
                requests.stream()
                        .collect(
                                Collectors.groupingBy(
                                        this::holderOf,
                                        Collectors.mapping(
                                                r -> ItemId.of(r.item()), Collectors.toSet())));
    }

    /// A faultless line, not yet priced.
    private record Checked(
            LineRequest request,
            Item item,
            Catalog catalog,
            OrganizationId holder,
            Offer offer,
            Measure measure) {}

    /// A faultless line with its price.
    private record PricedLine(Checked checked, Pricing.Priced price, long bonus) {}

    /// The checked and priced lines; their ids are the envelope's, from 1.
    ///
    /// @throws RefusedException with the first fault of each faulty line, or else with the fault of
    ///   the order as a whole (C10)
    List<Line> check() {
        List<PricedLine> priced = checked().stream().map(this::priced).toList();
        Totals.check(
                priced.stream()
                        .map(p -> new Totals.LineTotal(p.checked().item().id(), p.price()))
                        .toList());
        List<Line> lines = new ArrayList<>();
        for (PricedLine line : priced) {
            int number = lines.size() + 1;
            lines.add(line(line, number, new LineId(given.id(number))));
        }
        return List.copyOf(lines);
    }

    /// The lines of a quote at the quoted prices, checked against the items as quoted, even if they
    /// have changed or are no longer sold (C1, C9).
    ///
    /// @throws RefusedException with the first fault of each faulty line
    List<Line> accept(Quote quote) {
        quote.lines().forEach(l -> quotedUnder.put(l.product(), l.catalogVersion()));
        checked();
        return quote.lines().stream().map(l -> l.as(new LineId(given.id(l.number())))).toList();
    }

    private List<Checked> checked() {
        List<LineFault> faults = new ArrayList<>();
        List<Checked> checked = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            try {
                checked.add(checked(requests.get(i)));
            } catch (RefusedException refused) {
                Refusal fault = refused.refusal();
                faults.add(new LineFault(i + 1, fault.code(), fault.detail()));
            }
        }
        if (!faults.isEmpty()) {
            LineFault first = faults.getFirst();
            throw new RefusedException(
                    new Refusal(
                            first.code(), "line " + first.line() + ": " + first.detail(), faults));
        }
        return checked;
    }

    /// The version that sells an item: the one in force, or the one it was quoted under.
    private Optional<Catalog> selling(ItemId id) {
        String quoted = quotedUnder.get(id.product());
        Optional<Catalog> catalog =
                quoted == null
                        ? given.catalogs().inForce(id.product(), given.now())
                        : given.catalogs().version(id.product(), quoted);
        return catalog.filter(c -> c.item(id).isPresent());
    }

    private Checked checked(LineRequest request) {
        ItemId id = ItemId.of(request.item());
        Catalog catalog =
                selling(id)
                        .orElseThrow(() ->
                                RefusedException.of(
                                        Code.UNKNOWN_ITEM,
                                        "the catalog has no item " + request.item()));
        Item item = catalog.item(id).orElseThrow();
        if (!termsAccepted) {
            throw RefusedException.of(
                    Code.TERMS_NOT_ACCEPTED,
                    "read and accept the service terms " + catalog.termsVersion());
        }
        if (item.salesOnly() && !byVendor) {
            throw RefusedException.of(
                    Code.SALES_ONLY, item.id() + " is sold by the vendor's sales: contact us");
        }
        OrganizationId holder = Scopes.holder(given.account(), item, request.holder());
        Offer offer = offer(item, request);
        checkStart(item, request);
        long months = months(request, offer);
        Terms.Reckoned reckoned = terms.reckon(item, holder, request, months);
        checkTerm(item, request);
        long quantity = quantity(item, request);
        checkSets(item, quantity);
        checkRequired(item, holder);
        reckoned.keep();
        Measure measure = new Measure(quantity, Math.toIntExact(months), request.storageTerm());
        return new Checked(request, item, catalog, holder, offer, measure);
    }

    private PricedLine priced(Checked line) {
        Item item = line.item();
        Account account = given.account();
        Agreement agreement =
                account.trade().agreement(item.product(), given.now(), account.zone());
        Long bonus = agreement == null ? null : agreement.bonus().get(item.id());
        return new PricedLine(
                line,
                Pricing.price(
                        item,
                        line.offer().price(),
                        line.measure(),
                        line.catalog().currency(),
                        agreement),
                bonus == null ? 0 : bonus);
    }

    private static Line line(PricedLine line, int number, LineId id) {
        Checked checked = line.checked();
        Pricing.Priced price = line.price();
        return new Line(
                id,
                number,
                checked.request(),
                checked.catalog().version(),
                checked.holder(),
                checked.measure().quantity(),
                checked.measure().months(),
                checked.item().storageTerms() ? checked.measure().storageTerm() : null,
                price.money(),
                price.formula(),
                checked.item().example() && !price.agreed(),
                line.bonus(),
                price.unused());
    }

    /// The offer that a line's plan and term choose (C3, C8, R4).
    private static Offer offer(Item item, LineRequest request) {
        Optional<Offer> chosen =
                item.offers().stream()
                        .filter(o -> o.plan().equals(orEmpty(request.plan())))
                        .filter(o -> fits(o.price(), request))
                        .findFirst();
        boolean capacityNamed = request.capacity() != null && !(item instanceof Item.Capacity);
        if (chosen.isEmpty() || capacityNamed) {
            throw RefusedException.of(
                    Code.TERM_NOT_OFFERED,
                    item.id() + " is not offered on this plan, for this term: " + terms(item));
        }
        return chosen.get();
    }

    private static boolean fits(Price price, LineRequest request) {
        Integer months = request.months();
        Integer years = request.years();
        Integer storage = request.storageYears();
        return switch (price) {
            case Price.PerMonth _ -> months != null && years == null && storage == null;
            case Price.PerYear _, Price.PerUnitAndYear _ ->
                    years != null && months == null && storage == null;
            case Price.PerUnit _, Price.Once _ ->
                    months == null && years == null && storage == null;
            case Price.PerUnitByStorageTerm p ->
                    storage != null
                            && p.amounts().containsKey(storage)
                            && months == null
                            && years == null;
        };
    }

    private static String terms(Item item) {
        List<String> ways = new ArrayList<>();
        for (Offer offer : item.offers()) {
            String plan = offer.plan().isEmpty() ? "" : "plan " + offer.plan() + " with ";
            ways.add(
                    plan
                            + switch (offer.price()) {
                                case Price.PerMonth _ -> "months, at least 1";
                                case Price.PerYear _ -> "years, at least 1";
                                case Price.PerUnit _, Price.Once _ -> "no term";
                                case Price.PerUnitByStorageTerm p ->
                                        "storage_years of " + p.amounts().keySet();
                                case Price.PerUnitAndYear _ -> "years, at least 1";
                            });
        }
        return "choose " + String.join(", or ", ways);
    }

    /// Maintenance may name its start: from today to one year after purchase (S3).
    private void checkStart(Item item, LineRequest request) {
        if (request.starts() == null) {
            return;
        }
        var today = given.now().atZone(given.account().zone()).toLocalDate();
        boolean maintenance = item instanceof Item.Maintenance;
        if (!maintenance
                || request.starts().isBefore(today)
                || request.starts().isAfter(today.plusYears(1))) {
            throw RefusedException.of(
                    Code.TERM_NOT_OFFERED,
                    maintenance
                            ? "starts is from " + today + " to " + today.plusYears(1)
                            : item.id() + " starts at once: leave starts out");
        }
    }

    /// A term of the right unit is still too short below one month or year (C3).
    private static void checkTerm(Item item, LineRequest request) {
        Integer months = request.months();
        Integer years = request.years();
        if ((months != null && months < 1) || (years != null && years < 1)) {
            throw RefusedException.of(
                    Code.QUANTITY_BELOW_MINIMUM,
                    item.id() + " is sold for whole months or years, at least one");
        }
    }

    /// The quantities allowed in a line of an item.
    ///
    /// @param usual the default quantity
    private record Amounts(long usual, long least, long step, long most) {

        static Amounts of(Item item) {
            return switch (item) {
                case Item.Metered m ->
                        new Amounts(0, m.quantityMin(), m.quantityStep(), Uses.UNITS_MAX);
                case Item.Capacity _ -> new Amounts(1, 1, 1, Terms.SETS_MAX);
                case Item.Subscription _, Item.Perpetual _ -> new Amounts(1, 1, 1, 1);
                case Item.OneTimeService _, Item.Maintenance _ -> new Amounts(1, 1, 1, 1);
            };
        }
    }

    private static long quantity(Item item, LineRequest request) {
        Amounts amounts = Amounts.of(item);
        long quantity = request.quantity() != null ? request.quantity() : amounts.usual();
        long least = amounts.least();
        if (quantity < least) {
            throw RefusedException.of(
                    Code.QUANTITY_BELOW_MINIMUM,
                    "the minimum quantity of %s is %,d, not %,d"
                            .formatted(item.id(), least, quantity));
        }
        long most = amounts.most();
        if (quantity > most) {
            throw RefusedException.of(
                    Code.QUANTITY_NOT_MULTIPLE,
                    most == 1
                            ? item.id() + " is a complete set: write one line for each"
                            : "a line of %s is for at most %,d: divide it"
                                    .formatted(item.id(), most));
        }
        long step = amounts.step();
        if (quantity % step != 0) {
            long below = Math.max(least, quantity / step * step);
            throw RefusedException.of(
                    Code.QUANTITY_NOT_MULTIPLE,
                    "%s is sold in multiples of %,d: choose %,d or %,d"
                            .formatted(item.id(), step, below, below + step));
        }
        return quantity;
    }

    /// Checks that an order as a whole is for no more sets than a single line may be (X4).
    private void checkSets(Item item, long quantity) {
        if (item instanceof Item.Capacity && quantity > terms.setsLeft()) {
            throw RefusedException.of(
                    Code.QUANTITY_NOT_MULTIPLE,
                    "an order is for at most %,d sets in all: write another order for the rest"
                            .formatted(Terms.SETS_MAX));
        }
    }

    /// Checks that the items an item requires are usable or in the same order (C5).
    private void checkRequired(Item item, OrganizationId holder) {
        if (item.requires().isEmpty()) {
            return;
        }
        Set<ItemId> ordered = itemsFor.getOrDefault(holder, Set.of());
        Requirements requirements =
                new Requirements(
                        given.account().rights().licenses(), given.catalogs(), given.now());
        for (ItemId required : item.requires()) {
            if (!requirements.areMet(required, holder, ordered)) {
                throw RefusedException.of(
                        Code.REQUIRES_MISSING,
                        item.id() + " needs " + required + ": add it to the order");
            }
        }
    }

    private OrganizationId holderOf(LineRequest request) {
        OrganizationId named = request.holder();
        return named == null ? given.account().id() : named;
    }

    private static long months(LineRequest request, Offer offer) {
        Integer months = request.months();
        if (months != null) {
            return months;
        }
        Integer years = request.years();
        return years != null && offer.price() instanceof Price.PerYear ? years * 12L : 0;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /// The total of checked lines, which are all in one currency.
    static Money total(List<Line> lines) {
        return lines.stream().map(Line::total).reduce(Money::plus).orElseThrow();
    }
}
