package scrip.server.order;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Approval;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Price;
import scrip.core.ledger.Account;
import scrip.core.ledger.Code;
import scrip.core.ledger.Conditions;
import scrip.core.ledger.Refusal;
import scrip.core.license.License;
import scrip.core.money.Money;
import scrip.core.order.Line;
import scrip.core.order.LineRequest;
import scrip.core.order.Order;
import scrip.core.order.OrderState;
import scrip.core.pack.Pack;
import scrip.core.pack.PackOrigin;
import scrip.core.pack.PackPhase;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.core.service.Service;
import scrip.server.catalog.ItemKind;
import scrip.server.catalog.ItemNames;
import scrip.server.http.Problem;
import scrip.server.http.ProblemException;

/// Previews what an order would cost and do (O1): every figure comes from the rules, which run on a
/// copy of the account.
final class Previews {

    private static final int ROUNDS_MAX = 20;

    private final Catalogs catalogs;
    private final Rehearsed rehearsed;
    private final Account before;
    private final boolean known;

    /// @param known whether the account exists, as opposed to an imaginary one
    Previews(Account account, Catalogs catalogs, Instant now, boolean known) {
        this.catalogs = catalogs;
        this.before = account;
        this.known = known;
        this.rehearsed = new Rehearsed(account, catalogs, now);
    }

    /// Previews lines that were selected but not ordered yet.
    ///
    /// @throws ProblemException if their total exceeds the maximum amount of money (C8), so there
    ///   is no sum to show
    PreviewView ofLines(List<LineRequest> wanted) {
        SortedMap<Integer, Refusal.LineFault> faults = new TreeMap<>();
        SortedMap<Integer, Line> priced = new TreeMap<>();
        for (int round = 0; round < ROUNDS_MAX; round++) {
            List<Integer> good = new ArrayList<>();
            for (int i = 0; i < wanted.size(); i++) {
                if (!faults.containsKey(i)) {
                    good.add(i);
                }
            }
            if (good.isEmpty()) {
                break;
            }
            Rehearsed.PricedLines answer =
                    rehearsed.price(good.stream().map(wanted::get).toList(), false);
            if (answer.refusal() == null) {
                for (int i = 0; i < good.size(); i++) {
                    priced.put(good.get(i), answer.lines().get(i));
                }
                break;
            }
            if (faults.isEmpty() && answer.refusal().code() == Code.AMOUNT_TOO_LARGE) {
                throw new ProblemException(Problem.of(answer.refusal()));
            }
            answer.refusal().lines().forEach(f -> faults.put(good.get(f.line() - 1), f));
        }
        if (!faults.isEmpty()) {
            return view(shown(wanted, priced, faults, null), null, null, null);
        }
        Order order = rehearsed.place(wanted, false);
        return played(order, wanted);
    }

    /// Previews an order that was placed.
    PreviewView ofOrder(Order order) {
        Order placed = isDraft(order) ? rehearsed.confirm(order) : order;
        List<LineRequest> wanted = placed.lines().stream().map(Line::request).toList();
        return placed.isPaid()
                ? view(ofLines(placed, wanted), placed, placed, null)
                : played(placed, wanted);
    }

    private static boolean isDraft(Order order) {
        return order.state() == OrderState.DRAFT;
    }

    private PreviewView played(Order order, List<LineRequest> wanted) {
        List<String> missing = rehearsed.missingAgreements(order);
        rehearsed.sign(missing);
        Refusal refusal = rehearsed.pay(order);
        Order after = Objects.requireNonNull(rehearsed.account().trade().orders().get(order.id()));
        return view(ofLines(after, wanted), order, after, refusal);
    }

    private List<PreviewView.LineView> ofLines(Order order, List<LineRequest> wanted) {
        SortedMap<Integer, Line> priced = new TreeMap<>();
        order.lines().forEach(l -> priced.put(l.number() - 1, l));
        return shown(wanted, priced, new TreeMap<>(), order);
    }

    private PreviewView view(
            List<PreviewView.LineView> lines,
            @Nullable Order order,
            @Nullable Order after,
            @Nullable Refusal refusal) {
        ZoneId zone = before.zone();
        List<String> products =
                lines.stream().map(l -> ItemId.of(l.item()).product()).distinct().toList();
        return new PreviewView(
                known ? before.id() : null,
                known ? before.profile().name() : null,
                rehearsed.now(),
                zone.getId(),
                lines,
                order == null ? null : order.total(),
                known && order != null ? effects() : List.of(),
                selling(order, products)
                        .map(c ->
                                new PreviewView.TermsView(
                                        c.product(), c.name(), c.termsVersion(), c.terms()))
                        .toList(),
                selling(order, products)
                        .filter(c -> agreementMissing(order, c))
                        .map(c -> new PreviewView.ProductView(c.product(), c.name()))
                        .toList(),
                after != null ? after.awaitsApproval() : firstOf(products),
                order == null ? null : heldUntil(order),
                order == null || !before.trade().orders().containsKey(order.id())
                        ? null
                        : order.reference(),
                PreviewView.RefusalView.of(refusal));
    }

    /// The versions that sell the lines of an order; without one, those in force.
    private Stream<Catalog> selling(@Nullable Order order, List<String> products) {
        return order == null
                ? products.stream().flatMap(p -> catalogs.inForce(p, rehearsed.now()).stream())
                : order.lines().stream()
                        .flatMap(l -> catalogs.version(l.product(), l.catalogVersion()).stream())
                        .distinct();
    }

    private boolean agreementMissing(@Nullable Order order, Catalog catalog) {
        String product = catalog.product();
        return order == null
                ? catalog.agreementRequired()
                        && !before.trade().productsPaid().contains(product)
                        && !before.trade().agreements().containsKey(product)
                : Conditions.missingAgreements(before, order, catalogs).contains(product);
    }

    private boolean firstOf(List<String> products) {
        return selling(null, products)
                .anyMatch(c ->
                        c.approval() == Approval.MANUAL
                                && !before.trade().productsPaid().contains(c.product()));
    }

    private @Nullable Instant heldUntil(Order order) {
        Instant held = order.expiresAt();
        return held == null ? rehearsed.now().plus(Order.PAYABLE_FOR) : held;
    }

    private List<PreviewView.EffectView> effects() {
        List<PreviewView.EffectView> all = new ArrayList<>();
        for (Pool after : rehearsed.account().stock().pools().values()) {
            Pool was = before.pool(after.key());
            if (after.equals(was)) {
                continue;
            }
            Item item = catalogs.lastSold(after.key().resource(), rehearsed.now()).orElse(null);
            all.add(
                    new PreviewView.EffectView(
                            after.key().resource(),
                            ItemNames.of(item, after.key().resource()),
                            ItemNames.unit(after, catalogs, rehearsed.now()),
                            after.key().storageTerm(),
                            was.arrears() - after.arrears(),
                            after.arrears(),
                            after.available(),
                            was.suspended() && !after.suspended()));
        }
        return all;
    }

    private List<PreviewView.LineView> shown(
            List<LineRequest> wanted,
            SortedMap<Integer, Line> priced,
            SortedMap<Integer, Refusal.LineFault> faults,
            @Nullable Order order) {
        List<PreviewView.LineView> all = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            all.add(shown(i + 1, wanted.get(i), priced.get(i), faults.get(i), order));
        }
        return all;
    }

    private PreviewView.LineView shown(
            int number,
            LineRequest asked,
            @Nullable Line line,
            Refusal.@Nullable LineFault fault,
            @Nullable Order order) {
        Item item =
                line == null
                        ? catalogs.lastSold(ItemId.of(asked.item()), rehearsed.now()).orElse(null)
                        : catalogs.sold(line.item(), line.catalogVersion());
        Window window = line == null || order == null ? Window.NONE : window(order, line);
        ZoneId zone = before.zone();
        return new PreviewView.LineView(
                number,
                asked.item(),
                ItemNames.of(item, ItemId.of(asked.item())),
                ItemNames.unit(item),
                item == null ? "SERVICE" : ItemKind.of(item).name(),
                line == null ? asked.holder() : known ? line.holder() : null,
                asked.plan(),
                line == null ? asked.quantity() : (Long) line.quantity(),
                line == null ? null : line.term(),
                line == null ? null : line.storageTerm(),
                line == null ? null : line.total(),
                line == null ? null : line.formula(),
                line == null ? item != null && item.example() : line.example(),
                line == null || line.bonus() == 0 ? null : line.bonus(),
                line == null ? null : OrderView.LineView.unused(line),
                window.from(),
                window.until(),
                window.from() == null ? null : LocalDate.ofInstant(window.from(), zone),
                window.until() == null
                        ? null
                        : LocalDate.ofInstant(window.until().minusNanos(1), zone),
                fault == null ? null : fault(asked, item, fault),
                line == null || item == null ? List.of() : alternatives(asked, item));
    }

    /// When the item of a line can be used; empty until it is activated.
    private record Window(@Nullable Instant from, @Nullable Instant until) {
        static final Window NONE = new Window(null, null);
    }

    private Window window(Order order, Line line) {
        Account account = rehearsed.account();
        PackOrigin bought = new PackOrigin.OrderLine(order.id(), line.number(), false);
        Pool pool = account.pool(PoolKey.of(line.item(), line.storageTerm()));
        for (Pack pack : pool.packs().boughtBy(List.of(order.id()))) {
            if (pack.origin().equals(bought) && pack.phase() != PackPhase.VOIDED) {
                return new Window(pack.from(), pack.until());
            }
        }
        for (License license : account.rights().licenses().paidBy(line.id())) {
            return new Window(license.from(), license.until());
        }
        Service service = account.rights().services().get(line.id());
        return service == null ? Window.NONE : new Window(service.purchasedAt(), service.until());
    }

    private PreviewView.FaultView fault(
            LineRequest asked, @Nullable Item item, Refusal.LineFault fault) {
        List<Long> quantities = new ArrayList<>();
        List<PreviewView.RequiredView> requires = new ArrayList<>();
        boolean ofQuantity =
                fault.code() == Code.QUANTITY_NOT_MULTIPLE
                        || fault.code() == Code.QUANTITY_BELOW_MINIMUM;
        if (item instanceof Item.Metered metered && ofQuantity) {
            long quantity = asked.quantity() == null ? 0 : asked.quantity();
            long step = metered.quantityStep();
            long below = Math.max(metered.quantityMin(), Math.floorDiv(quantity, step) * step);
            quantities.add(below);
            if (fault.code() == Code.QUANTITY_NOT_MULTIPLE) {
                quantities.add(below + step);
            }
        }
        if (item != null && fault.code() == Code.REQUIRES_MISSING) {
            item.requires().stream()
                    .flatMap(id -> catalogs.item(id, rehearsed.now()).stream())
                    .forEach(i -> requires.add(new PreviewView.RequiredView(i.id(), i.name())));
        }
        return new PreviewView.FaultView(fault.code().name(), fault.detail(), quantities, requires);
    }

    /// The same quantity for the same years on every plan of an item that has plans.
    private List<PreviewView.AlternativeView> alternatives(LineRequest asked, Item item) {
        Integer years = asked.storageTerm();
        if (!item.storageTerms() || years == null || item.offers().size() < 2) {
            return List.of();
        }
        List<PreviewView.AlternativeView> all = new ArrayList<>();
        for (var offer : item.offers()) {
            boolean byTerm = offer.price() instanceof Price.PerUnitByStorageTerm;
            LineRequest other =
                    new LineRequest(
                            asked.item(),
                            asked.holder(),
                            offer.plan(),
                            asked.quantity(),
                            null,
                            byTerm ? null : years,
                            byTerm ? years : null,
                            null,
                            null);
            for (Line line : rehearsed.price(List.of(other), false).lines()) {
                Money total = line.total();
                all.add(
                        new PreviewView.AlternativeView(
                                offer.plan(), years, total, line.formula()));
            }
        }
        return all;
    }
}
