package scrip.core.license;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.order.LineId;
import scrip.core.organization.OrganizationId;
import scrip.core.time.Period;
import scrip.core.time.Reminded;

/// The right of one organization to use one item's features during `[from, until)` (T1, L1 to L10).
/// A set of a monthly resource is a license too (R14), and so is maintenance (S3).
///
/// @param item the id of the item
/// @param holder who may use it
/// @param form what kind of license it is
/// @param zone the zone it was bought in (T4)
/// @param anchor the local date its period counts from (T3)
/// @param begunUnder the version under which the first months of its current period were sold; it
///   speaks for a license that recalls have left without months (C1, R17)
/// @param paid the months of the current period, by order line, in the order in which they run
/// @param from the first instant of the unbroken period (L10)
/// @param validity how long it is valid
/// @param endsAtUntil whether it ends without arrears (L9)
/// @param reminded the reminders of this period (L3)
public record License(
        LicenseId id,
        ItemId item,
        OrganizationId holder,
        Form form,
        ZoneId zone,
        LocalDate anchor,
        String begunUnder,
        List<Months> paid,
        Instant from,
        Validity validity,
        boolean endsAtUntil,
        Reminded reminded) {

    /// What kind of license.
    public enum Form {
        SUBSCRIPTION,
        /// One set of a monthly resource (R14).
        CAPACITY,
        /// Ends by itself (L7).
        MAINTENANCE,
        PERPETUAL
    }

    /// A license that begins, with its first months (L4, R14).
    ///
    /// @param anchor the local date that its months count from (T3)
    /// @param from its first instant
    /// @param now the booking time, from which reminders are due
    public static License begun(
            LicenseId id,
            ItemId item,
            OrganizationId holder,
            Form form,
            ZoneId zone,
            LocalDate anchor,
            Months bought,
            Instant from,
            Instant now) {
        Validity validity = Validity.endingAt(Period.until(anchor, bought.count(), zone));
        return new License(
                id,
                item,
                holder,
                form,
                zone,
                anchor,
                bought.catalogVersion(),
                List.of(bought),
                from,
                validity,
                false,
                Reminded.noneSince(now));
    }

    /// A perpetual license that begins (C7).
    public static License perpetual(
            LicenseId id,
            ItemId item,
            OrganizationId holder,
            ZoneId zone,
            Months bought,
            Instant from,
            Instant now) {
        return new License(
                id,
                item,
                holder,
                Form.PERPETUAL,
                zone,
                Period.anchor(from, zone),
                bought.catalogVersion(),
                List.of(bought),
                from,
                new Validity.Perpetual(),
                false,
                Reminded.noneSince(now));
    }

    /// Whether it has no end (C7).
    public boolean isPerpetual() {
        return validity instanceof Validity.Perpetual;
    }

    /// The first instant after its validity; null for a perpetual license.
    public @Nullable Instant until() {
        return switch (validity) {
            case Validity.Until v -> v.until();
            case Validity.Perpetual _ -> null;
        };
    }

    /// The months of the current period.
    public int months() {
        return paid.stream().mapToInt(Months::count).sum();
    }

    /// The version under which the license's months at an instant were sold (C1, L4): months bought
    /// later follow those bought before. Before the first month it is the version of the first,
    /// after the last that of the last; for a perpetual license, the latest.
    public String soldUnder(Instant at) {
        if (paid.isEmpty()) {
            return begunUnder;
        }
        String last = paid.getLast().catalogVersion();
        int end = paid.size() - 1;
        while (end > 0 && paid.get(end - 1).catalogVersion().equals(last)) {
            end--;
        }
        int months = 0;
        for (Months bought : paid.subList(0, end)) {
            months += bought.count();
            if (!isPerpetual() && at.isBefore(Period.until(anchor, months, zone))) {
                return bought.catalogVersion();
            }
        }
        return last;
    }

    /// The item as sold that gives a feature at an instant: by the months of then, or by any
    /// purchase of a perpetual license, the latest first (C1); null if none gives it.
    public @Nullable Item giving(String feature, Catalogs catalogs, Instant at) {
        if (!isPerpetual()) {
            Item sold = catalogs.sold(item, soldUnder(at));
            return sold.answersTo(feature) ? sold : null;
        }
        for (Months bought : paid.reversed()) {
            Item sold = catalogs.sold(item, bought.catalogVersion());
            if (sold.answersTo(feature)) {
                return sold;
            }
        }
        return null;
    }

    /// The versions under which any of its months were sold.
    public Set<String> versions() {
        Set<String> all = new TreeSet<>();
        all.add(begunUnder);
        paid.forEach(m -> all.add(m.catalogVersion()));
        return all;
    }

    /// The instants at which months begin that were sold under a different version from those
    /// before them.
    public List<Instant> changesAt() {
        List<Instant> changes = new ArrayList<>();
        int months = 0;
        for (int i = 0; !isPerpetual() && i + 1 < paid.size(); i++) {
            months += paid.get(i).count();
            if (!paid.get(i).catalogVersion().equals(paid.get(i + 1).catalogVersion())) {
                changes.add(Period.until(anchor, months, zone));
            }
        }
        return List.copyOf(changes);
    }

    /// The first instant at which it can no longer be used unless renewed (L2, L9); null for a
    /// perpetual license.
    public @Nullable Instant usableUntil() {
        return endsQuietly() ? until() : suspendsAt();
    }

    /// When it is suspended unless renewed (L2); null if it never is.
    public @Nullable Instant suspendsAt() {
        return switch (validity) {
            case Validity.Until v -> endsQuietly() ? null : v.suspendsAt();
            case Validity.Perpetual _ -> null;
        };
    }

    /// Since when it is in arrears or suspended; null if it is neither.
    public @Nullable Instant lapsedAt(Instant now) {
        return switch (state(now)) {
            case ARREARS, SUSPENDED -> ending().lapsesAt();
            case PENDING, ACTIVE, ENDED -> null;
        };
    }

    /// `until`, or the maximum instant for a perpetual license.
    public Instant lastEnd() {
        return switch (validity) {
            case Validity.Until v -> v.until();
            case Validity.Perpetual _ -> Instant.MAX;
        };
    }

    public LicenseState state(Instant now) {
        if (now.isBefore(lastEnd())) {
            return now.isBefore(from) ? LicenseState.PENDING : LicenseState.ACTIVE;
        }
        Instant suspendsAt = suspendsAt();
        if (suspendsAt == null) {
            return LicenseState.ENDED;
        }
        return now.isBefore(suspendsAt) ? LicenseState.ARREARS : LicenseState.SUSPENDED;
    }

    /// Whether it can be used: `ACTIVE` or `ARREARS` (C5, L2).
    public boolean usableAt(Instant now) {
        LicenseState state = state(now);
        return state == LicenseState.ACTIVE || state == LicenseState.ARREARS;
    }

    /// Whether it ends without arrears and suspension (L7, L9).
    public boolean endsQuietly() {
        return endsAtUntil || form == Form.MAINTENANCE;
    }

    /// The license after months were paid at the purchase instant `paidAt` (L4): up to 24 hours
    /// after its end the anchor is kept, even if a recall left the end in the past. Later, a new
    /// period starts 24 hours before the purchase, or, after an end without arrears, at the
    /// purchase instant itself (L9).
    ///
    /// @param zoneNow the account's zone, which a new period takes (T4)
    /// @param now the booking time, from which reminders of the new end are armed (L3)
    public License renewed(Months bought, Instant paidAt, ZoneId zoneNow, Instant now) {
        Instant until = ending().until();
        if (endsQuietly() && !paidAt.isBefore(until)) {
            return restarted(bought, paidAt, zoneNow, now);
        }
        if (!paidAt.isBefore(until.plus(Validity.GRACE))) {
            return restarted(bought, paidAt.minus(Validity.GRACE), zoneNow, now);
        }
        List<Months> all = new ArrayList<>(paid);
        all.add(bought);
        return period(zone, anchor, List.copyOf(all), from, now);
    }

    /// This perpetual license paid once more (C7): if its payment had been recalled, it begins
    /// again.
    public License paidAgain(Months bought, Instant start) {
        List<Months> all = new ArrayList<>(paid);
        all.add(bought);
        Instant first = isPerpetual() ? from : start;
        return copy(List.copyOf(all), first, new Validity.Perpetual(), false, reminded.passing(0));
    }

    /// The license without the months of a recalled order line (R17). Without any months left it
    /// ends where it began. If the new end is in the past, arrears begin at the recall, unless they
    /// had begun before. A perpetual license without any other payment ends at the recall.
    public License without(LineId line, Instant now) {
        List<Months> rest = paid.stream().filter(m -> !m.line().equals(line)).toList();
        if (rest.size() == paid.size()) {
            return this;
        }
        return switch (validity) {
            case Validity.Until ends -> shortened(ends, rest, now);
            case Validity.Perpetual _ when rest.isEmpty() ->
                    copy(rest, from, Validity.endingAt(now), endsAtUntil, Reminded.noneSince(now));
            case Validity.Perpetual _ -> copy(rest, from, validity, endsAtUntil, reminded);
        };
    }

    private License shortened(Validity.Until before, List<Months> rest, Instant now) {
        int left = rest.stream().mapToInt(Months::count).sum();
        Instant begun = from.isBefore(now) ? from : now;
        Instant end = left == 0 ? begun : Period.until(anchor, left, zone);
        boolean lapsedBefore = !now.isBefore(before.until());
        Instant lapse = end.isBefore(now) ? (lapsedBefore ? before.lapsesAt() : now) : end;
        return copy(
                rest,
                from,
                new Validity.Until(end, lapse),
                endsAtUntil,
                lapsedBefore ? reminded : Reminded.noneSince(now));
    }

    private Validity.Until ending() {
        if (validity instanceof Validity.Until ends) {
            return ends;
        }
        throw new IllegalStateException("a perpetual license does not end: " + id);
    }

    public License withEndsAtUntil(boolean ends) {
        return copy(paid, from, validity, ends, reminded);
    }

    public License withReminded(Reminded next) {
        return copy(paid, from, validity, endsAtUntil, next);
    }

    private License copy(
            List<Months> months,
            Instant start,
            Validity valid,
            boolean ends,
            Reminded nextReminded) {
        String begun = months.isEmpty() ? begunUnder : months.getFirst().catalogVersion();
        return new License(
                id,
                item,
                holder,
                form,
                zone,
                anchor,
                begun,
                months,
                start,
                valid,
                ends,
                nextReminded);
    }

    private License restarted(Months bought, Instant start, ZoneId zoneNow, Instant now) {
        return period(zoneNow, Period.anchor(start, zoneNow), List.of(bought), start, now);
    }

    private License period(
            ZoneId in, LocalDate day, List<Months> months, Instant start, Instant now) {
        int count = months.stream().mapToInt(Months::count).sum();
        Validity valid = Validity.endingAt(Period.until(day, count, in));
        String begun = months.getFirst().catalogVersion();
        return new License(
                id,
                item,
                holder,
                form,
                in,
                day,
                begun,
                months,
                start,
                valid,
                false,
                Reminded.noneSince(now));
    }
}
