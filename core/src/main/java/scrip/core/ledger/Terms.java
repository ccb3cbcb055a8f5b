package scrip.core.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.license.License;
import scrip.core.license.License.Form;
import scrip.core.license.LicenseId;
import scrip.core.license.Months;
import scrip.core.order.CapacityChoice;
import scrip.core.order.LineId;
import scrip.core.order.LineRequest;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;
import scrip.core.time.Period;

/// Computes the ends of terms if an order were paid now, counted from now or from the end of the
/// license that a line extends (L4, R14), to ensure that no term ends after the last year (C8).
/// Lines for the same item and organization add their months (C3).
final class Terms {

    /// The maximum number of sets of monthly resources in one order, since each is a license (X4).
    static final long SETS_MAX = 1_000;

    /// Stands for the order and its lines, which have no ids yet.
    private static final UUID NOT_PLACED = new UUID(0, 0);

    private final Account account;
    private final Instant now;

    /// The licenses the account would have after the lines processed so far.
    private final Map<Whose, List<License>> after = new LinkedHashMap<>();

    private long setsLeft = SETS_MAX;
    private boolean checking = true;

    Terms(Account account, Instant now) {
        this.account = account;
        this.now = now;
    }

    private record Whose(ItemId item, OrganizationId holder, Form form) {}

    /// The effect of one line; `keep` makes following lines build on it.
    final class Reckoned {
        private final @Nullable Whose whose;
        private final List<License> left;
        private final long sets;

        private Reckoned(@Nullable Whose whose, List<License> left, long sets) {
            this.whose = whose;
            this.left = left;
            this.sets = sets;
        }

        void keep() {
            if (whose != null) {
                after.put(whose, left);
            }
            setsLeft -= sets;
        }
    }

    /// Builds on a line that is paid already, however late its term would end by now.
    void reckonPaid(Item item, OrganizationId holder, LineRequest request, long months) {
        checking = false;
        reckon(item, holder, request, months).keep();
        checking = true;
    }

    /// @param months of the line; 0 where there is no term
    /// @throws RefusedException if a term would end too late
    Reckoned reckon(Item item, OrganizationId holder, LineRequest request, long months) {
        Form form = form(item);
        if (form == null || months < 1) {
            checkWindow(item, request);
            return new Reckoned(null, List.of(), 0);
        }
        if (months > Period.MONTHS_MAX) {
            throw tooLate(item);
        }
        Whose whose = new Whose(item.id(), holder, form);
        List<License> had = after.computeIfAbsent(whose, this::held);
        List<License> extended = extended(had, form, request);
        Set<License> replaced = Collections.newSetFromMap(new IdentityHashMap<>());
        replaced.addAll(extended);
        List<License> left = new ArrayList<>(had);
        left.removeIf(replaced::contains);
        Months bought = bought((int) months);
        long sets = form == Form.CAPACITY ? sets(request) : 0;
        for (int i = 0; i < Math.max(1, sets); i++) {
            left.add(
                    i < extended.size()
                            ? extended.get(i).renewed(bought, now, account.zone(), now)
                            : begun(item, holder, form, start(request), bought));
            checkEnd(item, left.getLast().lastEnd(), account.zone());
        }
        return new Reckoned(whose, List.copyOf(left), sets);
    }

    /// Packs and one-time services have a window of a year (R2, S2); what packs of inspections pay
    /// for is stored for their term (R4, R5).
    private void checkWindow(Item item, LineRequest request) {
        boolean ofAYear =
                switch (item) {
                    case Item.Metered _, Item.OneTimeService _, Item.Maintenance _ -> true;
                    case Item.Subscription _, Item.Perpetual _, Item.Capacity _ -> false;
                };
        if (!ofAYear) {
            return;
        }
        LocalDate today = Period.anchor(now, account.zone());
        Integer named = request.storageTerm();
        int years = item.storageTerms() && named != null ? Math.max(1, named) : 1;
        if (years > Period.YEAR_MAX) {
            throw tooLate(item);
        }
        Instant until = Period.until(today, years * Activation.YEAR_MONTHS, account.zone());
        checkEnd(item, until, account.zone());
    }

    private List<License> held(Whose whose) {
        return account.rights().licenses().of(whose.item(), whose.holder()).stream()
                .filter(l -> l.form() == whose.form() && !l.isPerpetual())
                .toList();
    }

    /// The licenses that a line extends, as its activation chooses them.
    private List<License> extended(List<License> had, Form form, LineRequest request) {
        List<License> byEnd = had.stream().sorted(Comparator.comparing(License::lastEnd)).toList();
        if (form == Form.CAPACITY) {
            if (request.capacity() == CapacityChoice.ADD) {
                return List.of();
            }
            List<License> usable = byEnd.stream().filter(l -> l.usableAt(now)).toList();
            List<License> ranked = usable.isEmpty() ? byEnd.reversed() : usable;
            return ranked.subList(0, (int) Math.min(sets(request), ranked.size()));
        }
        return byEnd.isEmpty() || request.starts() != null ? List.of() : List.of(byEnd.getLast());
    }

    /// How many sets the lines after those kept may still be for.
    long setsLeft() {
        return setsLeft;
    }

    /// The sets of a line, as many as the order may have.
    private long sets(LineRequest request) {
        Long quantity = request.quantity();
        return quantity == null ? 1 : Math.clamp(quantity, 1, Math.max(1, setsLeft));
    }

    private LocalDate start(LineRequest request) {
        LocalDate starts = request.starts();
        return starts != null ? starts : Period.anchor(now, account.zone());
    }

    private License begun(
            Item item, OrganizationId holder, Form form, LocalDate anchor, Months bought) {
        return License.begun(
                LicenseId.of(new LineId(NOT_PLACED), 0, 0),
                item.id(),
                holder,
                form,
                account.zone(),
                anchor,
                bought,
                now,
                now);
    }

    private static Months bought(int months) {
        return new Months(new OrderId(NOT_PLACED), new LineId(NOT_PLACED), months, "");
    }

    private void checkEnd(Item item, Instant until, ZoneId zone) {
        if (checking && Period.endsTooLate(until, zone)) {
            throw tooLate(item);
        }
    }

    private static RefusedException tooLate(Item item) {
        return RefusedException.of(
                Code.TERM_NOT_OFFERED,
                "%s would end after the year %d, the last in which a term can end: choose a shorter term"
                        .formatted(item.id(), Period.YEAR_MAX));
    }

    private static @Nullable Form form(Item item) {
        return switch (item) {
            case Item.Subscription _ -> Form.SUBSCRIPTION;
            case Item.Capacity _ -> Form.CAPACITY;
            case Item.Maintenance _ -> Form.MAINTENANCE;
            case Item.Metered _, Item.OneTimeService _, Item.Perpetual _ -> null;
        };
    }
}
