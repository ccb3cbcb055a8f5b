package scrip.server.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Command;
import scrip.core.organization.OrganizationId;
import scrip.server.rehearse.Scenario;
import scrip.server.rehearse.StepFields;

/// What organizations use each day: about so many units on a working day, fewer at weekends.
final class DailyUses {

    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final int[] HOURS = {9, 13, 16};
    private static final long SEED = 20_261_122;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private int studies;

    /// One use.
    ///
    /// @param account the account whose units are used
    record Use(Instant at, OrganizationId account, Command.Use command) {}

    /// The uses of a step, its last day excluded.
    List<Use> of(Scenario story, StepFields f) {
        OrganizationId org = f.organization("org");
        OrganizationId within = f.organizationOrNull("within");
        ZoneId zone =
                story.organizations().stream()
                        .filter(o -> o.id().equals(org))
                        .findFirst()
                        .orElseThrow()
                        .zone();
        int usual = Math.toIntExact(f.whole("quantity"));
        LocalDate until = Objects.requireNonNull(f.dateOrNull("until"));
        List<Use> all = new ArrayList<>();
        for (LocalDate day = Objects.requireNonNull(f.dateOrNull("from"));
                day.isBefore(until);
                day = day.plusDays(1)) {
            boolean weekend = WEEKEND.contains(day.getDayOfWeek());
            int most = Math.max(2, (weekend ? usual / 4 : usual) * 2 / HOURS.length);
            for (int hour : HOURS) {
                studies++;
                Command.Use use =
                        new Command.Use(
                                org,
                                within,
                                f.text("resource"),
                                random.nextInt(1, most + 1),
                                null,
                                Surface.API,
                                null,
                                "study-" + studies,
                                false);
                Instant at = day.atTime(hour, 0).atZone(zone).toInstant();
                all.add(new Use(at, within == null ? org : within, use));
            }
        }
        return all;
    }
}
