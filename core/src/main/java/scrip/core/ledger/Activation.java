package scrip.core.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Item;
import scrip.core.license.License;
import scrip.core.license.License.Form;
import scrip.core.license.LicenseId;
import scrip.core.license.LicenseState;
import scrip.core.license.Months;
import scrip.core.order.CapacityChoice;
import scrip.core.order.Line;
import scrip.core.order.Order;
import scrip.core.pack.Pack;
import scrip.core.pack.PackId;
import scrip.core.pack.PoolKey;
import scrip.core.service.Service;
import scrip.core.time.Period;

/// The effects of activating a paid order: licenses begun or extended (L4, R14), packs (R1, R2),
/// services (S1). Causes are booked before their effects, which include restoration (L5).
final class Activation {

    /// The months in a year, the window of packs and services (R2, S2).
    static final int YEAR_MONTHS = 12;

    private final Case given;
    private final Order order;
    private final Set<LicenseId> begun = new TreeSet<>();
    private final List<License> restored = new ArrayList<>();
    private final Set<PoolKey> toppedUp = new TreeSet<>();
    private boolean activated;
    private boolean renewed;

    Activation(Case given, Order order) {
        this.given = given;
        this.order = order;
    }

    /// @param countsFrom the instant from which windows, terms and L4 count (O8)
    void activate(Instant countsFrom) {
        given.add(new Fact.OrderActivated(order.activated(given.now())));
        for (Line line : order.lines()) {
            Item item = given.catalogs().sold(line.item(), line.catalogVersion());
            switch (item) {
                case Item.Subscription _ -> term(line, Form.SUBSCRIPTION, countsFrom);
                case Item.Perpetual _ -> perpetual(line, countsFrom);
                case Item.Metered _ -> packs(line, countsFrom);
                case Item.Capacity _ -> capacity(line, countsFrom);
                case Item.OneTimeService _ -> service(line, countsFrom);
                case Item.Maintenance _ -> term(line, Form.MAINTENANCE, countsFrom);
            }
        }
        announce();
    }

    private void announce() {
        if (activated) {
            given.notice(NoticeCode.ACTIVATED, Subject.of(order));
        }
        if (renewed) {
            given.notice(NoticeCode.RENEWED, Subject.of(order));
        }
        for (License license : restored) {
            given.notice(NoticeCode.RESTORED, Subject.of(license));
        }
        for (PoolKey key : toppedUp) {
            Pools.topUp(given.draft(), key, given.now());
        }
    }

    private void term(Line line, Form form, Instant countsFrom) {
        License old = line.starts() == null ? latest(line, form) : null;
        Months bought = months(line, line.months());
        if (old != null) {
            extend(old, bought, countsFrom);
        } else {
            grant(line, 0, form, bought, countsFrom);
        }
    }

    /// A perpetual license (C7); buying it again pays the same license twice.
    private void perpetual(Line line, Instant countsFrom) {
        Months bought = months(line, 0);
        activated = true;
        for (License old : of(line, Form.PERPETUAL)) {
            License next = old.paidAgain(bought, countsFrom);
            given.add(new Fact.LicenseRenewed(next));
            if (old.state(given.now()) == LicenseState.SUSPENDED) {
                restored.add(next);
            }
            return;
        }
        given.add(
                new Fact.LicenseGranted(
                        License.perpetual(
                                LicenseId.of(line.id(), 0, order.recalls()),
                                line.item(),
                                line.holder(),
                                given.account().zone(),
                                bought,
                                countsFrom,
                                given.now())));
    }

    /// Extends the sets that end first, or the one that ended last, and begins new sets for the
    /// rest (R14).
    private void capacity(Line line, Instant countsFrom) {
        List<License> sets = new ArrayList<>();
        if (line.capacity() == CapacityChoice.EXTEND) {
            sets.addAll(extendable(line));
        }
        Months bought = months(line, line.months());
        for (int i = 0; i < line.quantity(); i++) {
            if (i < sets.size()) {
                extend(sets.get(i), bought, countsFrom);
            } else {
                grant(line, i, Form.CAPACITY, bought, countsFrom);
            }
        }
    }

    private List<License> extendable(Line line) {
        List<License> all = of(line, Form.CAPACITY);
        List<License> usable = all.stream().filter(l -> l.usableAt(given.now())).toList();
        return usable.isEmpty() ? all.reversed() : usable;
    }

    private void extend(License old, Months bought, Instant countsFrom) {
        LicenseState before = old.state(given.now());
        License next = old.renewed(bought, countsFrom, given.account().zone(), given.now());
        given.add(new Fact.LicenseRenewed(next));
        if (before == LicenseState.ENDED) {
            activated = true;
            begun.add(old.id());
        } else if (!begun.contains(old.id())) {
            renewed = true;
        }
        if (before == LicenseState.SUSPENDED && next.usableAt(given.now())) {
            restored.add(next);
        }
    }

    private void grant(Line line, int set, Form form, Months bought, Instant countsFrom) {
        var zone = given.account().zone();
        LocalDate anchor = Period.anchor(countsFrom, zone);
        Instant from = countsFrom;
        LocalDate starts = line.starts();
        if (starts != null && !starts.isBefore(anchor)) {
            anchor = starts;
            from = starts.atStartOfDay(zone).toInstant();
        }
        LicenseId id = LicenseId.of(line.id(), set, order.recalls());
        begun.add(id);
        given.add(
                new Fact.LicenseGranted(
                        License.begun(
                                id,
                                line.item(),
                                line.holder(),
                                form,
                                zone,
                                anchor,
                                bought,
                                from,
                                given.now())));
        activated = true;
    }

    private void packs(Line line, Instant countsFrom) {
        PoolKey key = PoolKey.of(line.item(), line.storageTerm());
        var zone = given.account().zone();
        Instant until = Period.until(Period.anchor(countsFrom, zone), YEAR_MONTHS, zone);
        issue(key, line, PackId.of(line.id(), order.recalls()), false, countsFrom, until);
        if (line.bonus() > 0) {
            issue(key, line, PackId.bonusOf(line.id(), order.recalls()), true, countsFrom, until);
        }
        toppedUp.add(key);
        activated = true;
    }

    private void issue(
            PoolKey key, Line line, PackId id, boolean bonus, Instant countsFrom, Instant until) {
        Pack pack =
                Pack.sold(
                        given.nextSeq(),
                        id,
                        order.id(),
                        line,
                        bonus,
                        countsFrom,
                        until,
                        given.now());
        given.add(new Fact.PackIssued(key, pack));
    }

    private void service(Line line, Instant countsFrom) {
        var zone = given.account().zone();
        Instant until = Period.until(Period.anchor(countsFrom, zone), YEAR_MONTHS, zone);
        activated = true;
        Service old = given.account().rights().services().get(line.id());
        if (old != null) {
            if (old.onHold()) {
                given.add(new Fact.ServiceResumed(old.resumed(countsFrom, until, given.now())));
            }
            return;
        }
        given.add(
                new Fact.ServicePurchased(
                        Service.purchased(order.id(), line, countsFrom, until, given.now())));
    }

    private @Nullable License latest(Line line, Form form) {
        List<License> all = of(line, form);
        return all.isEmpty() ? null : all.getLast();
    }

    /// The account's licenses for a line's item and holder, by their end.
    private List<License> of(Line line, Form form) {
        return given.account().rights().licenses().of(line.item(), line.holder()).stream()
                .filter(l -> l.form() == form)
                .toList();
    }

    /// Months sold by a line.
    private Months months(Line line, int count) {
        return new Months(order.id(), line.id(), count, line.catalogVersion());
    }
}
