package scrip.server;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import scrip.server.Caller.Answer;
import scrip.server.http.Route;
import scrip.server.role.TenantTest;

/// An organization with one of everything, all of it marked, for tests of tenant isolation.
public final class Estate {

    /// The marker that no other organization may ever see.
    public static final String MARK = "Zeppelin";

    private final Caller vendor;
    private final String id;
    private final Map<String, String> ids = new LinkedHashMap<>();

    private Estate(Caller vendor, String id) {
        this.vendor = vendor;
        this.id = id;
    }

    /// Creates it in the realm of a caller with all permissions.
    public static Estate of(Caller vendor, String id) {
        Estate estate = new Estate(vendor, id);
        estate.ids.put("organization", id);
        estate.ids.put("member", id);
        estate.ids.put("sandbox", vendor.realm());
        estate.ids.put("product", "ipc");
        estate.ids.put("key", "report-management");
        estate.ids.put("feature", "health-analysis-summary");
        estate.ids.put("section", "transfers");
        estate.ids.put("version", "2026-03-24");
        estate.ids.put("expiry", TenantTest.nextYear());
        estate.open();
        estate.trade();
        estate.use();
        estate.people();
        return estate;
    }

    /// The ids of its objects, by the parameter names of the contract.
    public Map<String, String> ids() {
        return ids;
    }

    private String at(String path) {
        return "/v1/organizations/" + id + path;
    }

    private void open() {
        vendor.put(
                        at(""),
                        "{\"kind\": \"INSTITUTION\", \"name\": \"%s Hospital\", \"zone\": \"UTC\"}"
                                .formatted(MARK))
                .is(200);
        for (String product : List.of("aimis", "ipc")) {
            vendor.post(
                            at("/agreements"),
                            """
                            {"product": "%s", "number": "%s-1", "signer": "%s",
                             "signed_on": "2026-02-20"}
                            """
                                    .formatted(product, MARK, MARK))
                    .is(201);
        }
    }

    private Answer order(String line) {
        return vendor.post(
                        at("/orders"),
                        "{\"terms_accepted\": true, \"accepted_by\": \"%s\", \"lines\": [%s]}"
                                .formatted(MARK, line))
                .is(201);
    }

    /// Pays an order; the id of its line.
    private String paid(Answer order) {
        vendor.pay(at(""), order.at("/id")).is(201);
        return order.at("/lines/0/id");
    }

    private void trade() {
        Answer packs = order(Hospital.INSPECTIONS);
        ids.put("order", packs.at("/id"));
        paid(packs);
        ids.put("service", paid(order("{\"item\": \"aimis/delivery\"}")));
        document(at("/services/" + ids.get("service")));
        paid(order("{\"item\": \"ipc/pre-consultation-assistant\", \"months\": 1}"));
        paid(order("{\"item\": \"aimis/maintenance\", \"months\": 2}"));
        Answer licenses = vendor.get(at("/licenses?item=aimis/maintenance")).is(200);
        ids.put("license", licenses.at("/items/0/id"));
        ids.put("day", LocalDate.parse(licenses.at("/at").substring(0, 10)).toString());
        Answer open = order("{\"item\": \"aimis/delivery\"}");
        ids.put("draft", open.at("/id"));
        Answer over = order("{\"item\": \"ipc/overseas-deployment\"}");
        vendor.post(
                        at("/payments"),
                        """
                        {"orders": ["%s"], "method": "TRANSFER", "reference": "%s",
                         "amount": {"amount": "70100.00", "currency": "USD"}}
                        """
                                .formatted(over.at("/id"), MARK))
                .is(201);
        ids.put(
                "payment",
                vendor.post(
                                at("/payments"),
                                """
                                {"method": "TRANSFER", "reference": "%s",
                                 "amount": {"amount": "7.00", "currency": "USD"}}
                                """
                                        .formatted(MARK))
                        .is(201)
                        .at("/payment"));
        ids.put(
                "return",
                vendor.post(
                                at("/returns"),
                                """
                                {"amount": {"amount": "50.00", "currency": "USD"}, "to": "%s",
                                 "by": "%s"}
                                """
                                        .formatted(MARK, MARK))
                        .is(201)
                        .at("/money_return/id"));
        ids.put(
                "quote",
                vendor.post(at("/quotes"), "{\"lines\": [" + Hospital.INSPECTIONS + "]}")
                        .is(201)
                        .at("/id"));
        ids.put(
                "request",
                vendor.post(
                                at("/sales-requests"),
                                """
                                {"item": "aimis/mimi-ai-report-onsite", "by": "%s", "note": "%s"}
                                """
                                        .formatted(MARK, MARK))
                        .is(201)
                        .at("/id"));
    }

    /// A signed document for a service that is to be delivered again.
    private void document(String service) {
        vendor.post(service + "/deliver", "{\"note\": \"" + MARK + "\"}").is(200);
        ids.put(
                "document",
                file(service + "/documents?name=" + MARK + ".pdf").is(201).at("/sha256"));
        vendor.post(service + "/reject", "{\"note\": \"" + MARK + "\"}").is(200);
    }

    /// Sends a file as the vendor, who has the permission.
    public Answer file(String path) {
        return vendor.file(
                path, "application/pdf", ("%PDF-" + MARK).getBytes(StandardCharsets.US_ASCII));
    }

    private void use() {
        String units =
                """
                {"organization": "%s", "resource": "aimis/cloud-inspection", "quantity": 3,
                 "storage_years": 5%s}
                """;
        vendor.post("/v1/uses", units.formatted(id, ", \"subject\": \"" + MARK + "\""), "their-use")
                .is(201);
        vendor.post(
                        "/v1/corrections",
                        "{\"organization\": \"%s\", \"use\": \"their-use\", \"quantity\": 1,"
                                        .formatted(id)
                                + " \"reason\": \""
                                + MARK
                                + "\"}")
                .is(201);
        vendor.post("/v1/uses", units.formatted(id, ", \"subject\": \"freed\""), "freed").is(201);
        vendor.post(
                        "/v1/corrections",
                        "{\"organization\": \"%s\", \"use\": \"freed\", \"quantity\": 3, \"reason\": \"whole\"}"
                                .formatted(id))
                .is(201);
        vendor.post("/v1/holds", units.formatted(id, ""), "their-hold").is(201);
        ids.put("hold", "their-hold");
        ids.put("use", "their-use");
        ids.put("kept_use", "their-kept");
        ids.put("pack", vendor.get(at("/packs")).is(200).at("/items/0/id"));
        ids.put("seq", vendor.get(at("/notices")).is(200).at("/items/0/seq"));
        String longAgo =
                LocalDate.parse(ids.getOrDefault("day", ""))
                        .minusDays(100)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC)
                        .toString();
        vendor.post(
                        "/v1/uses",
                        units.formatted(
                                id, ", \"reported\": true, \"event_at\": \"" + longAgo + "\""),
                        "their-kept")
                .is(201)
                .has("/result", "KEPT");
        ids.put(
                "visit",
                vendor.post(
                                at("/licenses/" + ids.get("license") + "/visits"),
                                """
                                {"kind": "REMOTE_MAINTENANCE", "day": "%s", "notes": "%s"}
                                """
                                        .formatted(ids.get("day"), MARK))
                        .is(201)
                        .at("/id"));
    }

    private void people() {
        String realm = vendor.isLive() ? null : vendor.realm();
        // The last owner could not be removed.
        Browser.member(id, "owner", realm);
        Browser owner = Browser.member(id, "owner", realm);
        owner.put("/v1/person", "{\"name\": \"" + MARK + "\", \"locale\": \"en\"}").is(200);
        ids.put("person", owner.get("/v1/session").at("/person/id"));
        ids.put("session", owner.get("/v1/session").at("/id"));
        ids.put(
                "invitation",
                owner.post(
                                at("/invitations"),
                                "{\"email\": \"zeppelin-%s@other.example\", \"roles\": [\"BUYER\"]}"
                                        .formatted(vendor.realm()))
                        .is(201)
                        .at("/id"));
        ids.put(
                "provider",
                vendor.post(
                                at("/identity-providers"),
                                """
                                {"name": "%s", "issuer": "https://id.other.example",
                                 "client_id": "scrip", "client_secret": "%s"}
                                """
                                        .formatted(MARK, MARK))
                        .is(201)
                        .at("/id"));
        // Of the caller who rotates it below.
        Answer key =
                vendor.post(
                                at("/keys"),
                                """
                                {"name": "%s", "actions": ["access.read"], "expires_at": "%s"}
                                """
                                        .formatted(MARK, TenantTest.nextYear()))
                        .is(201);
        ids.put("api_key", key.at("/id"));
        ids.put("secret", key.at("/secrets/0/id"));
    }

    /// Calls every operation on it as the vendor, who has all permissions, with well-formed
    /// requests: reads first, removals last.
    public void everything(BiConsumer<Operation, Answer> then) {
        Operation.all().stream()
                .filter(o -> !o.isOpen() && !o.isAboutOneself() && !isElsewhere(o))
                .sorted(
                        Comparator.comparingInt(
                                o -> List.of("GET", "POST", "PUT", "DELETE").indexOf(o.method())))
                .forEach(o ->
                        then.accept(
                                o,
                                o.isFile()
                                        ? file(o.path(ids))
                                        : vendor.send(
                                                o.method(),
                                                o.path(ids),
                                                o.body(ids),
                                                Map.of("Idempotency-Key", "all-" + o.path()))));
    }

    /// Operations that name nothing of an organization, or that cannot apply: the live realm is no
    /// sandbox, only consortia have members, and the vendor's people, keys and identity providers
    /// are separate.
    private boolean isElsewhere(Operation operation) {
        String path = operation.path();
        return path.startsWith("/v1/catalogs/")
                || path.startsWith("/v1/staff")
                || path.startsWith("/v1/keys/")
                || path.startsWith("/v1/identity-providers/")
                || path.endsWith("/members/{member}")
                // Nothing is suspended here: EmergencyTest reads those of others.
                || path.endsWith("/emergencies/{emergency}")
                // A gateway asks with a key alone.
                || path.equals(Route.GATE)
                // It would take the realm away from all others.
                || operation.isPermission("sandboxes.remove")
                || (vendor.isLive() && path.startsWith("/v1/sandboxes/"));
    }
}
