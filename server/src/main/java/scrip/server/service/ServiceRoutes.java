package scrip.server.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Command;
import scrip.core.order.LineId;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;
import scrip.core.service.Service;
import scrip.server.http.Call;
import scrip.server.http.Input;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.ledger.Reading;

/// The operations on services.
final class ServiceRoutes implements Routes {

    private static final String ALL = "/v1/organizations/{organization}/services";
    private static final String ONE = ALL + "/{service}";
    private static final int NAME_CHARACTERS_MAX = 200;
    private static final int NOTE_CHARACTERS_MAX = 2_000;

    private final Services services;

    ServiceRoutes(Services services) {
        this.services = services;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(ALL, this::list),
                Route.post(ONE + "/schedule", c -> byVendor(c, Command.ScheduleService::new)),
                Route.post(ONE + "/deliver", c -> byVendor(c, Command.DeliverService::new)),
                Route.post(ONE + "/accept", this::accept),
                Route.post(ONE + "/reject", this::reject));
    }

    private enum Mode {
        LOCAL,
        REMOTE
    }

    private record StepView(
            String what,
            Instant at,
            String by,
            @Nullable String mode,
            @Nullable String note,
            @Nullable String document) {}

    private record View(
            LineId id,
            OrderId order,
            String item,
            @JsonProperty("for") OrganizationId holder,
            String state,
            Instant purchasedAt,
            Instant until,
            List<StepView> steps) {}

    private record ListView(OrganizationId organization, Instant at, List<View> services) {}

    private record StateView(LineId service, String state) {}

    /// Makes a command of the vendor.
    private interface VendorStep {
        Command of(LineId service, String mode, String by, String note);
    }

    private Reply list(Call call) {
        OrganizationId account = call.organization();
        Instant asOf = services.asOf(call);
        call.checked();
        Reading reading = services.read(call, account, asOf);
        return Reply.ok(
                new ListView(
                        account,
                        reading.now(),
                        reading.account().rights().services().values().stream()
                                .map(s -> view(s, reading.now()))
                                .toList()));
    }

    private Reply byVendor(Call call, VendorStep step) {
        Input body = call.bodyOrNothing();
        Mode mode = body.choiceOrNull("mode", Mode.class);
        String name = mode == null ? "" : mode.name().toLowerCase(java.util.Locale.ROOT);
        String by = by(call, body);
        String note = textOrEmpty(body, "note", NOTE_CHARACTERS_MAX);
        return booked(call, service -> step.of(service, name, by, note));
    }

    private Reply accept(Call call) {
        Input body = call.bodyOrNothing();
        String by = by(call, body);
        String note = textOrEmpty(body, "note", NOTE_CHARACTERS_MAX);
        String document = textOrEmpty(body, "document", NAME_CHARACTERS_MAX);
        return booked(call, s -> new Command.AcceptService(s, by, note, document));
    }

    private Reply reject(Call call) {
        Input body = call.body();
        String by = by(call, body);
        String note = body.text("note", NOTE_CHARACTERS_MAX);
        return booked(call, s -> new Command.RejectService(s, by, note));
    }

    private Reply booked(Call call, java.util.function.Function<LineId, Command> command) {
        OrganizationId account = call.organization();
        LineId service = new LineId(call.uuid("service"));
        String key = call.key();
        call.checked();
        return Reply.ok(
                new StateView(
                        service, services.book(call, account, command.apply(service), key).name()));
    }

    private static String by(Call call, Input body) {
        String by = body.textOrNull("by", NAME_CHARACTERS_MAX);
        return by == null ? call.actor() : by;
    }

    private static String textOrEmpty(Input body, String name, int charactersMax) {
        String text = body.textOrNull(name, charactersMax);
        return text == null ? "" : text;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static View view(Service service, Instant now) {
        return new View(
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
                                        s.what(),
                                        s.at(),
                                        s.by(),
                                        orNull(s.mode()),
                                        orNull(s.note()),
                                        orNull(s.document())))
                        .toList());
    }
}
