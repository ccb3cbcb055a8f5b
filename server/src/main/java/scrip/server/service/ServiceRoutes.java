package scrip.server.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Command;
import scrip.core.order.LineId;
import scrip.core.organization.OrganizationId;
import scrip.core.service.ServiceState;
import scrip.server.account.Accounts;
import scrip.server.http.Call;
import scrip.server.http.Forms;
import scrip.server.http.Input;
import scrip.server.http.Page;
import scrip.server.http.Reply;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;

/// The operations on services.
final class ServiceRoutes implements Routes {

    private static final String ALL = Route.ACCOUNT + "/services";
    private static final String ONE = ALL + "/{service}";

    private final Services services;
    private final Documents documents;
    private final Accounts accounts;

    ServiceRoutes(Services services, Documents documents, Accounts accounts) {
        this.services = services;
        this.documents = documents;
        this.accounts = accounts;
    }

    @Override
    public List<Route> all() {
        return List.of(
                Route.get(ALL, Permission.SERVICES_READ, this::list),
                Route.get(ONE, Permission.SERVICES_READ, this::one),
                Route.post(
                        ONE + "/schedule",
                        Permission.SERVICES_DELIVER,
                        c -> byVendor(c, Command.ScheduleService::new)),
                Route.post(
                        ONE + "/deliver",
                        Permission.SERVICES_DELIVER,
                        c -> byVendor(c, Command.DeliverService::new)),
                Route.post(ONE + "/accept", Permission.SERVICES_ACCEPT, this::accept),
                Route.post(ONE + "/reject", Permission.SERVICES_ACCEPT, this::reject));
    }

    private enum Mode {
        LOCAL,
        REMOTE
    }

    private record StateView(LineId service, String state) {}

    /// Creates a command of the vendor.
    private interface VendorStep {
        Command<Answer.Serviced> of(LineId service, String mode, String by, String note);
    }

    private Reply list(Call call) {
        OrganizationId account = call.organization();
        int limit = Page.limit(call);
        UUID after = Page.idAfter(call);
        Services.Filter filter =
                new Services.Filter(
                        call.query().choiceOrNull("state", ServiceState.class),
                        ItemId.ofNullable(
                                call.query().textOrNull("item", Forms.NAME_CHARACTERS_MAX)),
                        Page.isOldestFirst(call));
        Instant asOf = call.asOf();
        call.checked();
        Services.ServicesReading found =
                services.page(call.granted(account), filter, after, limit + 1, asOf);
        Map<String, Documents.View> files = documents.of(call, account);
        List<ServiceView> rows =
                found.services().stream().map(s -> ServiceView.of(s, found.at(), files)).toList();
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("organization", account);
        head.put("at", found.at());
        return Reply.ok(Page.of(call, head, rows, limit, ServiceView::id));
    }

    private Reply one(Call call) {
        OrganizationId account = call.organization();
        LineId id = new LineId(call.uuid("service"));
        Instant asOf = call.asOf();
        call.checked();
        Services.ServicesReading found = services.find(call.granted(account), id, asOf);
        return Reply.ok(
                ServiceView.of(
                        found.services().getFirst(), found.at(), documents.of(call, account)));
    }

    private Reply byVendor(Call call, VendorStep step) {
        Input body = call.bodyOrNothing();
        Mode mode = body.choiceOrNull("mode", Mode.class);
        String name = mode == null ? "" : mode.name().toLowerCase(Locale.ROOT);
        String by = call.by(body, "by");
        String note = textOrEmpty(body, "note", Forms.NOTE_CHARACTERS_MAX);
        return booked(call, service -> step.of(service, name, by, note));
    }

    private Reply accept(Call call) {
        OrganizationId account = call.organization();
        LineId service = new LineId(call.uuid("service"));
        Input body = call.bodyOrNothing();
        String by = call.by(body, "by");
        String note = textOrEmpty(body, "note", Forms.NOTE_CHARACTERS_MAX);
        String document = textOrEmpty(body, "document", Forms.NAME_CHARACTERS_MAX);
        LocalDate signedOn = body.dateOrNull("signed_on");
        if (signedOn != null && signedOn.isAfter(services.today(call.granted(account)))) {
            body.fault("signed_on", "is in the future");
        }
        byte[] file = body.has("file") ? file(body) : null;
        if (file != null && !document.isEmpty()) {
            body.fault("document", "leave it out when a file is named");
        }
        String key = call.key();
        call.checked();
        String paper = file == null ? document : documents.reference(call, account, service, file);
        return booked(
                call, account, new Command.AcceptService(service, by, note, paper, signedOn), key);
    }

    private static byte @Nullable [] file(Input body) {
        return body.parsed("file", DocumentRoutes.HASH_FORM, DocumentRoutes::hash);
    }

    private Reply reject(Call call) {
        Input body = call.body();
        String by = call.by(body, "by");
        String note = body.text("note", Forms.NOTE_CHARACTERS_MAX);
        return booked(call, s -> new Command.RejectService(s, by, note));
    }

    private Reply booked(Call call, Function<LineId, Command<Answer.Serviced>> command) {
        OrganizationId account = call.organization();
        LineId service = new LineId(call.uuid("service"));
        String key = call.key();
        call.checked();
        return booked(call, account, command.apply(service), key);
    }

    private Reply booked(
            Call call, OrganizationId account, Command<Answer.Serviced> command, String key) {
        return Reply.ok(
                new StateView(
                        new LineId(call.uuid("service")),
                        accounts.book(call.granted(account), command, key).state().name()));
    }

    private static String textOrEmpty(Input body, String name, int charactersMax) {
        String text = body.textOrNull(name, charactersMax);
        return text == null ? "" : text;
    }
}
