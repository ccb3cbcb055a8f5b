package scrip.proof.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * C8: no term may end after the year 2500. Every line is computed as if it were paid now, after the
 * lines before it: months of one item and organization add up (C3, L4, R14).
 */
final class Ends {
    private static final int LAST_YEAR = 2500;

    /** A period: its anchor, its months, and whether it is one that can be used now. */
    record Run(LocalDate anchor, long months, ZoneId zone, boolean usable) {
        Instant until() {
            return Calendar.end(anchor, months, zone);
        }

        Run longer(long more) {
            return new Run(anchor, months + more, zone, true);
        }
    }

    private final Account account;
    private final Instant now;
    private final Map<String, List<Run>> runs = new HashMap<>();
    private long sets;

    Ends(Account account, Instant now) {
        this.account = account;
        this.now = now;
    }

    /** Refuses a line whose term would end too late. */
    void check(Line line) {
        boolean monthsFit = line.months == null || line.months <= 12 * LAST_YEAR;
        boolean yearsFit = line.years == null || line.years <= LAST_YEAR;
        Refusal.unless(monthsFit && yearsFit, "TERM_NOT_OFFERED");
        switch (line.item.kind()) {
            case PERPETUAL -> {}
            case SERVICE -> refuseLate(fresh(today(), 12));
            case RESOURCE -> refuseLate(fresh(today(), 12 * Math.max(1, line.term())));
            case SUBSCRIPTION, MAINTENANCE, CAPACITY -> {
                if (line.monthsInAll() > 0) {
                    after(line).forEach(this::refuseLate);
                }
            }
        }
    }

    /** How many sets the order is for, this line included. */
    long setsWith(Line line) {
        return line.item.is(Item.Kind.CAPACITY) ? sets + line.quantity : sets;
    }

    /** Makes this line known to the lines that follow. */
    void keep(Line line) {
        sets = setsWith(line);
        if (line.monthsInAll() > 0) {
            runs.put(key(line), after(line));
        }
    }

    private void refuseLate(Run run) {
        Refusal.unless(!tooLate(run.until(), run.zone), "TERM_NOT_OFFERED");
    }

    /** Whether something ends after the last year. */
    static boolean tooLate(Instant until, ZoneId zone) {
        return Calendar.day(until.minusNanos(1), zone).getYear() > LAST_YEAR;
    }

    private LocalDate today() {
        return Calendar.day(now, account.zone());
    }

    private Run fresh(LocalDate start, long months) {
        return new Run(start, months, account.zone(), true);
    }

    private static String key(Line line) {
        return line.item.name() + " for " + line.target;
    }

    private List<Run> before(Line line) {
        List<Run> known = runs.get(key(line));
        if (known != null) {
            return known;
        }
        List<License> licenses =
                line.item.is(Item.Kind.CAPACITY)
                        ? account.sets(line.item.name())
                        : account.licenses(line.item.name(), line.target);
        return licenses.stream().map(license -> license.run(now)).toList();
    }

    /** All periods as they would be, by their ends. */
    private List<Run> after(Line line) {
        List<Run> all = new ArrayList<>(before(line));
        all.sort(Comparator.comparing(Run::until));
        boolean capacity = line.item.is(Item.Kind.CAPACITY);
        long missing = capacity ? Math.min(1000, Math.max(1, line.quantity)) : 1;
        boolean own = capacity ? line.add : line.starts != null;
        if (!own) {
            List<Run> order = new ArrayList<>(all);
            if (!capacity) {
                order = all.isEmpty() ? order : List.of(all.getLast());
            } else if (all.stream().anyMatch(Run::usable)) {
                order.removeIf(run -> !run.usable);
            } else {
                order = all.reversed();
            }
            for (Run run : List.copyOf(order).subList(0, (int) Math.min(missing, order.size()))) {
                all.remove(run);
                all.add(run.longer(line.monthsInAll()));
                missing--;
            }
        }
        for (; missing > 0; missing--) {
            all.add(fresh(line.starts == null ? today() : line.starts, line.monthsInAll()));
        }
        return all;
    }
}
