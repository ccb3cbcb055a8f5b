package scrip.server.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The events of the demo: scheduled backwards from now, played from the beginning.
final class Timeline {

    /// How far back it begins.
    static final int DAYS = 372;

    private static final int[] HOURS = {9, 13, 16};
    private static final long SEED = 20_261_122;

    private final Instant now;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<Entry> entries = new ArrayList<>();

    Timeline(Instant now) {
        this.now = now;
    }

    /// One event.
    interface Step {
        void play(Stagehand hand);
    }

    private record Entry(Instant at, Step step) {}

    Instant now() {
        return now;
    }

    /// Schedules an event so many days ago, at a local hour; an event that would be in the future
    /// happens a minute ago.
    void on(int daysAgo, int hour, ZoneId zone, Step step) {
        LocalDate day = now.atZone(zone).toLocalDate().minusDays(daysAgo);
        at(day.atTime(hour, 0).atZone(zone).toInstant(), step);
    }

    void ago(Duration before, Step step) {
        at(now.minus(before), step);
    }

    void at(Instant at, Step step) {
        Instant latest = now.minus(Duration.ofMinutes(1));
        entries.add(new Entry(at.isAfter(latest) ? latest : at, step));
    }

    /// An instant of purchase such that a purchase for so many months ended at the start of today,
    /// so that its arrears are less than a day old.
    Instant boughtToEndToday(int months, int hour, ZoneId zone) {
        LocalDate lastDay = now.atZone(zone).toLocalDate().minusDays(1);
        return lastDay.minusMonths(months).atTime(hour, 0).atZone(zone).toInstant();
    }

    /// Schedules uses on each day between two days, fewer at weekends.
    ///
    /// @param within the consortium on whose behalf; null for the organization itself
    /// @param unitsADay about how many units a working day takes
    void daily(
            int fromDaysAgo,
            int untilDaysAgo,
            ZoneId zone,
            String org,
            @Nullable String within,
            String resource,
            int unitsADay) {
        LocalDate today = now.atZone(zone).toLocalDate();
        for (int ago = fromDaysAgo; ago > untilDaysAgo; ago--) {
            DayOfWeek day = today.minusDays(ago).getDayOfWeek();
            boolean weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
            int most = Math.max(2, (weekend ? unitsADay / 4 : unitsADay) * 2 / HOURS.length);
            for (int hour : HOURS) {
                long units = random.nextInt(1, most + 1);
                on(ago, hour, zone, hand -> hand.use(org, within, resource, units));
            }
        }
    }

    /// Plays everything in order.
    void play(Stagehand hand) {
        entries.sort(Comparator.comparing(Entry::at));
        for (Entry entry : entries) {
            hand.moveTo(entry.at());
            entry.step().play(hand);
        }
        hand.land();
    }
}
