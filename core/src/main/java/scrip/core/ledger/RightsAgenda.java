package scrip.core.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import scrip.core.ledger.Advance.Agenda;
import scrip.core.ledger.Advance.Rank;
import scrip.core.license.License;
import scrip.core.license.Reminder;
import scrip.core.service.Service;
import scrip.core.service.ServiceState;

/// What time will do to licenses and services. Their states are functions of the instant; what is
/// booked are the notices (L3, S2).
final class RightsAgenda {

    private static final List<NoticeCode> SERVICE_NOTICES =
            List.of(
                    NoticeCode.SERVICE_ENDING_IN_30_DAYS,
                    NoticeCode.SERVICE_ENDING_IN_7_DAYS,
                    NoticeCode.SERVICE_EXPIRED);

    private RightsAgenda() {}

    static void list(Account account, Agenda agenda) {
        for (License license : account.rights().licenses()) {
            Reminder next = Reminder.next(license);
            if (next != null) {
                agenda.add(next.dueAt(), Rank.LICENSE, draft -> remind(draft, license, next));
            }
        }
        for (Service service : account.rights().services().values()) {
            if (waitsForDelivery(service)) {
                list(service, agenda);
            }
        }
    }

    /// Sets of one monthly resource that end together are spoken of once (R14, L3).
    private static void remind(Draft draft, License license, Reminder reminder) {
        for (License other : draft.account().rights().licenses()) {
            boolean same =
                    other.id().equals(license.id())
                            || (license.form() == License.Form.CAPACITY
                                    && endsTogether(other, license));
            if (same && other.reminded() <= reminder.place()) {
                draft.add(
                        reminder.dueAt(),
                        new Fact.LicenseReminded(other.id(), reminder.place() + 1));
            }
        }
        draft.notice(
                reminder.dueAt(),
                NoticeCode.valueOf(reminder.kind().name()),
                license.item(),
                license.holder().value());
    }

    private static boolean endsTogether(License one, License other) {
        return one.item().equals(other.item())
                && one.holder().equals(other.holder())
                && Objects.equals(one.until(), other.until())
                && Objects.equals(one.lapsesAt(), other.lapsesAt());
    }

    private static boolean waitsForDelivery(Service service) {
        return !service.deliveredOnce()
                && !service.onHold()
                && service.stage() != ServiceState.ACCEPTED;
    }

    private static void list(Service service, Agenda agenda) {
        for (int place = service.reminded(); place < SERVICE_NOTICES.size(); place++) {
            Duration before =
                    place < Service.REMINDERS.size() ? Service.REMINDERS.get(place) : Duration.ZERO;
            Instant due = service.until().minus(before);
            if (due.isAfter(service.remindFrom())) {
                NoticeCode code = SERVICE_NOTICES.get(place);
                int passed = place + 1;
                agenda.add(
                        due,
                        Rank.SERVICE,
                        draft -> {
                            draft.add(due, new Fact.ServiceReminded(service.id(), passed));
                            draft.notice(due, code, service.item(), service.id().toString());
                        });
                return;
            }
        }
    }
}
