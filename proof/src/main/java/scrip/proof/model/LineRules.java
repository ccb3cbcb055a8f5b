package scrip.proof.model;

import java.time.LocalDate;

/** Terms and quantities of one line, in the order of C10. */
final class LineRules {
    /** The most sets that one order begins or extends. */
    static final long SETS_MAX = 1000;

    private LineRules() {}

    static void check(Line line, LocalDate today, Ends ends) {
        Refusal.unless(termOffered(line, today), "TERM_NOT_OFFERED");
        ends.check(line);
        Refusal.unless(atLeastMinimum(line), "QUANTITY_BELOW_MINIMUM");
        Refusal.unless(isMultiple(line), "QUANTITY_NOT_MULTIPLE");
        Refusal.unless(ends.setsWith(line) <= SETS_MAX, "QUANTITY_NOT_MULTIPLE");
    }

    /** C3, C8, R4, S3: the fields that name a term are those of the item, and of its price. */
    private static boolean termOffered(Line line, LocalDate today) {
        Item item = line.item;
        boolean noTerm = line.months == null && line.years == null;
        boolean noPlan = line.plan == null && line.storageYears == null;
        return switch (item.kind()) {
            case SUBSCRIPTION, CAPACITY -> noPlan && lineTermOffered(line);
            case MAINTENANCE -> noPlan && lineTermOffered(line) && startOffered(line, today);
            case SERVICE, PERPETUAL -> noPlan && noTerm;
            case RESOURCE -> item.storage() ? planOffered(line) : noPlan && noTerm;
        };
    }

    /** C3: months for a monthly price, years for a yearly price, either for AIMIS software. */
    private static boolean lineTermOffered(Line line) {
        if (line.months != null && line.years != null) {
            return false;
        }
        if (line.months != null) {
            return line.item.months();
        }
        return line.years != null && line.item.years();
    }

    /** R4: `annual` names years, `by-quantity` names storage_years, and neither the other's. */
    private static boolean planOffered(Line line) {
        if (line.months != null) {
            return false;
        }
        if (line.annual()) {
            return line.years != null && line.storageYears == null;
        }
        return "by-quantity".equals(line.plan)
                && line.years == null
                && line.storageYears != null
                && Catalog.STORAGE_YEARS.contains(line.storageYears);
    }

    /** S3: not earlier than today, not more than one year after purchase. */
    private static boolean startOffered(Line line, LocalDate today) {
        if (line.starts == null) {
            return true;
        }
        return !line.starts.isBefore(today) && !line.starts.isAfter(today.plusYears(1));
    }

    /** C3: at least one month or year, at least 1,000 inspections or cases, at least one set. */
    private static boolean atLeastMinimum(Line line) {
        boolean months = line.months == null || line.months >= 1;
        boolean years = line.years == null || line.years >= 1;
        long least = line.item.is(Item.Kind.RESOURCE) ? Catalog.PACK_UNITS : 1;
        return months && years && line.quantity >= least;
    }

    /** C3: multiples of 1,000; several sets are several lines, except for capacity (R14). */
    private static boolean isMultiple(Line line) {
        return switch (line.item.kind()) {
            case RESOURCE ->
                    line.quantity % Catalog.PACK_UNITS == 0 && line.quantity <= Catalog.UNITS_MAX;
            case CAPACITY -> true;
            case SUBSCRIPTION, SERVICE, MAINTENANCE, PERPETUAL -> line.quantity == 1;
        };
    }
}
