package scrip.server.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Code;
import scrip.core.order.LineId;
import scrip.core.service.Service;
import scrip.core.service.ServiceState;
import scrip.server.account.Accounts;
import scrip.server.http.Page;
import scrip.server.http.ProblemException;
import scrip.server.ledger.Reading;
import scrip.server.role.Granted;

/// The use cases of services.
final class Services {

    private final Accounts accounts;

    Services(Accounts accounts) {
        this.accounts = accounts;
    }

    /// Which services to list; null means any.
    ///
    /// @param oldest whether the oldest come first rather than the newest
    record Filter(@Nullable ServiceState state, @Nullable ItemId item, boolean oldest) {

        boolean takes(Service service, Instant now) {
            return (state == null || state == service.state(now))
                    && (item == null || item.equals(service.item()));
        }
    }

    /// A page of services, and the instant it was read for.
    record ServicesReading(List<Service> services, Instant at) {}

    /// A page of the services after one of them.
    ServicesReading page(
            Granted granted,
            Filter filter,
            @Nullable UUID after,
            int most,
            @Nullable Instant asOf) {
        Reading reading = accounts.read(granted, asOf);
        return new ServicesReading(
                Page.byAge(
                        reading.account().rights().services(),
                        filter.oldest(),
                        after == null ? null : new LineId(after),
                        service -> filter.takes(service, reading.now()),
                        most),
                reading.now());
    }

    /// One service, and the instant it was read for.
    ServicesReading find(Granted granted, LineId id, @Nullable Instant asOf) {
        Reading reading = accounts.read(granted, asOf);
        Service service = reading.account().rights().services().get(id);
        if (service == null) {
            throw new ProblemException(Code.UNKNOWN_SERVICE, "no service " + id);
        }
        return new ServicesReading(List.of(service), reading.now());
    }

    /// Today's date in the account's time zone.
    LocalDate today(Granted granted) {
        Reading reading = accounts.read(granted);
        return reading.now().atZone(reading.account().zone()).toLocalDate();
    }
}
