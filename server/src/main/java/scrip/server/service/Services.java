package scrip.server.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.service.Service;
import scrip.core.service.ServiceState;
import scrip.server.account.Accounts;
import scrip.server.ledger.Reading;
import scrip.server.role.Granted;

/// The use cases of services.
final class Services {

    private final Accounts accounts;

    Services(Accounts accounts) {
        this.accounts = accounts;
    }

    /// How a list is sorted.
    enum Sort {
        NEWEST,
        OLDEST
    }

    /// Which services to list; null means any, newest first.
    record Filter(@Nullable ServiceState state, @Nullable ItemId item, @Nullable Sort sort) {

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
        boolean oldest = filter.sort() == Sort.OLDEST;
        Comparator<Service> byAge = Comparator.comparing(s -> s.id().value());
        return new ServicesReading(
                reading.account().rights().services().values().stream()
                        .filter(s -> filter.takes(s, reading.now()))
                        .sorted(oldest ? byAge : byAge.reversed())
                        .filter(s -> after == null || isBehind(s, after, oldest))
                        .limit(most)
                        .toList(),
                reading.now());
    }

    private static boolean isBehind(Service service, UUID after, boolean oldest) {
        int compared = service.id().value().compareTo(after);
        return oldest ? compared > 0 : compared < 0;
    }

    /// Today's date in the account's time zone.
    LocalDate today(Granted granted) {
        Reading reading = accounts.read(granted);
        return reading.now().atZone(reading.account().zone()).toLocalDate();
    }
}
