package scrip.core.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scrip.core.license.License;
import scrip.core.license.Licenses;
import scrip.core.license.Reminder;
import scrip.core.order.LineId;
import scrip.core.service.Service;
import scrip.core.sorted.PersistentMap;
import scrip.core.sorted.Summary;
import scrip.core.time.Due;

/// The events that time alone causes for licenses and services. Their states are functions of the
/// instant, so only the notices are booked (L3, S2).
final class RightsAgenda {

    private static final Summary<Service, Due> SERVICES = Due.first(RightsAgenda::due);

    private static final List<NoticeCode> SERVICE_NOTICES =
            List.of(
                    NoticeCode.SERVICE_ENDING_IN_30_DAYS,
                    NoticeCode.SERVICE_ENDING_IN_7_DAYS,
                    NoticeCode.SERVICE_EXPIRED);

    /// How long before its end each of them is due.
    private static final List<Duration> SERVICE_SCHEDULE =
            Stream.concat(Service.REMINDERS.stream(), Stream.of(Duration.ZERO)).toList();

    private RightsAgenda() {}

    /// The services, with a summary of what is due first.
    static SortedMap<LineId, Service> of(SortedMap<LineId, Service> services) {
        return PersistentMap.summed(services, SERVICES);
    }

    static @Nullable Due due(Account account) {
        return Due.first(account.rights().licenses().due(), services(account).sum(SERVICES));
    }

    static void take(DecisionDraft draft, Due due) {
        if (due.rank() == Due.Rank.LICENSE) {
            remind(draft, draft.account().rights().licenses().dueFirst(due));
        } else {
            remind(
                    draft,
                    services(draft.account()).where(SERVICES, due::equals).iterator().next(),
                    due.at());
        }
    }

    private static PersistentMap<LineId, Service> services(Account account) {
        return PersistentMap.copyOf(account.rights().services());
    }

    /// Sets of one monthly resource that end together share one notice (R14, L3).
    private static void remind(DecisionDraft draft, License license) {
        Reminder reminder = Objects.requireNonNull(Reminder.next(license), "a reminder is due");
        Licenses all = draft.account().rights().licenses();
        List<License> same =
                license.form() == License.Form.CAPACITY
                        ? all.endingWith(license)
                        : List.of(license);
        for (License other : same) {
            if (other.reminded().passed() <= reminder.place()) {
                draft.add(
                        reminder.dueAt(),
                        new Fact.LicenseReminded(other.id(), reminder.place() + 1));
            }
        }
        draft.notice(
                reminder.dueAt(), NoticeCode.valueOf(reminder.kind().name()), Subject.of(license));
    }

    private static void remind(DecisionDraft draft, Service service, Instant at) {
        int place = nextReminder(service);
        draft.add(at, new Fact.ServiceReminded(service.id(), place + 1));
        draft.notice(at, SERVICE_NOTICES.get(place), Subject.of(service));
    }

    private static @Nullable Due due(Service service) {
        boolean waitsForDelivery = service.awaitsDelivery() && !service.deliveredOnce();
        int place = nextReminder(service);
        return waitsForDelivery && place < SERVICE_NOTICES.size()
                ? new Due(service.until().minus(SERVICE_SCHEDULE.get(place)), Due.Rank.SERVICE)
                : null;
    }

    /// The position of the next future notice; those already past at the purchase are skipped.
    private static int nextReminder(Service service) {
        return service.reminded().next(service.until(), SERVICE_SCHEDULE);
    }
}
