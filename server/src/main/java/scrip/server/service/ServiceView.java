package scrip.server.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.order.LineId;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;
import scrip.core.service.Service;

/// A one-time service in the form of the contract (S1).
public record ServiceView(
        LineId id,
        OrderId order,
        ItemId item,
        @JsonProperty("for") OrganizationId holder,
        String state,
        Instant purchasedAt,
        Instant until,
        List<StepView> steps) {

    /// One step in the course of the service.
    ///
    /// @param file the signed document, if one was sent and files are listed
    public record StepView(
            String what,
            Instant at,
            String by,
            @Nullable String mode,
            @Nullable String note,
            @Nullable String document,
            @Nullable LocalDate signedOn,
            Documents.@Nullable View file) {}

    /// A service as it is at an instant, without its files.
    public static ServiceView of(Service service, Instant now) {
        return of(service, now, Map.of());
    }

    /// @param files the signed documents of all services
    static ServiceView of(Service service, Instant now, Map<String, Documents.View> files) {
        return new ServiceView(
                service.id(),
                service.order(),
                service.item(),
                service.holder(),
                service.state(now).name(),
                service.purchasedAt(),
                service.until(),
                service.steps().stream()
                        .map(s ->
                                new StepView(
                                        capitals(s.what()),
                                        s.at(),
                                        s.by(),
                                        orNull(capitals(s.mode())),
                                        orNull(s.note()),
                                        orNull(s.document()),
                                        s.signedOn(),
                                        Documents.named(files, service.id(), s.document())))
                        .toList());
    }

    /// A step's name and mode are kept as texts in lower case.
    private static String capitals(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
