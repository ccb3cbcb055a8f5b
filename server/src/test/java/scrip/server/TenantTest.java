package scrip.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import scrip.server.Caller.Answer;
import scrip.server.role.OrganizationRole;
import scrip.server.role.VendorRole;

/// Organizations never see each other: every operation of the contract is called on one by
/// everybody of another.
class TenantTest {

    private static final Map<?, ?> CONTRACT =
            (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Caller.contract());

    /// What nobody else may ever be told.
    private static final String MARK = "Zeppelin";

    private static final String OTHER = "other-hospital";

    private final Hospital hospital = Hospital.open();
    private final Caller vendor = hospital.caller();
    private final String realm = vendor.realm();
    private final Map<String, String> ids = new LinkedHashMap<>();

    private record Operation(String method, String path, Map<?, ?> promise) {}

    private static List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        for (Map.Entry<?, ?> path : ((Map<?, ?>) get(CONTRACT, "paths")).entrySet()) {
            for (Map.Entry<?, ?> method : ((Map<?, ?>) path.getValue()).entrySet()) {
                all.add(
                        new Operation(
                                method.getKey().toString().toUpperCase(Locale.ROOT),
                                path.getKey().toString(),
                                (Map<?, ?>) method.getValue()));
            }
        }
        return all;
    }

    private static Object get(Map<?, ?> map, String name) {
        return java.util.Objects.requireNonNull(map.get(name), name);
    }

    /// An organization with something of everything, all of it marked.
    private void fillOther() {
        vendor.put(
                        "/v1/organizations/" + OTHER,
                        "{\"kind\": \"institution\", \"name\": \"%s Hospital\", \"zone\": \"UTC\"}"
                                .formatted(MARK))
                .is(200);
        String base = "/v1/organizations/" + OTHER;
        vendor.post(
                        base + "/agreements",
                        """
                        {"product": "aimis", "number": "%s-1", "signer": "%s",
                         "signed_on": "2026-02-20"}
                        """
                                .formatted(MARK, MARK))
                .is(201);
        String order =
                vendor.post(
                                base + "/orders",
                                "{\"lines\": ["
                                        + Hospital.INSPECTIONS
                                        + "], \"terms_accepted\": true,"
                                        + " \"accepted_by\": \""
                                        + MARK
                                        + "\"}")
                        .is(201)
                        .at("/id");
        vendor.post(
                        base + "/payments",
                        "{\"orders\": [\"" + order + "\"], \"method\": \"sandbox\"}")
                .is(201);
        fillDocument(base);
        Browser owner = Browser.member(OTHER, "owner", realm);
        owner.put("/v1/person", "{\"name\": \"" + MARK + "\", \"locale\": \"en\"}").is(200);
        ids.put("person", owner.get("/v1/session").at("/person/id"));
        ids.put("order", order);
        ids.put(
                "invitation",
                owner.post(
                                base + "/invitations",
                                "{\"email\": \"zeppelin@other.example\", \"roles\": [\"buyer\"]}")
                        .is(201)
                        .at("/id"));
        Answer key =
                owner.post(
                                base + "/keys",
                                """
                                {"name": "%s", "actions": ["access.read"],
                                 "expires_at": "%s"}
                                """
                                        .formatted(MARK, nextYear()))
                        .is(201);
        ids.put("api_key", key.at("/id"));
        ids.put("secret", key.at("/secrets/0/id"));
        assertTrue(owner.get(base + "/audit").is(200).text().contains(MARK));
    }

    /// A delivered service with the signed paper of its acceptance.
    private void fillDocument(String base) {
        String order =
                vendor.post(
                                base + "/orders",
                                "{\"lines\": [{\"item\": \"aimis/delivery\"}],"
                                        + " \"terms_accepted\": true}")
                        .is(201)
                        .at("/id");
        vendor.post(
                        base + "/payments",
                        "{\"orders\": [\"" + order + "\"], \"method\": \"sandbox\"}")
                .is(201);
        String service = vendor.get(base + "/services").is(200).at("/services/0/id");
        String path = base + "/services/" + service;
        vendor.post(path + "/deliver", "{\"note\": \"" + MARK + "\"}").is(200);
        ids.put("service", service);
        ids.put(
                "document",
                vendor.file(
                                path + "/documents?name=" + MARK + ".pdf",
                                "application/pdf",
                                ("%PDF-" + MARK).getBytes(StandardCharsets.US_ASCII))
                        .is(201)
                        .at("/sha256"));
    }

    static String nextYear() {
        return java.time.Instant.now().plus(java.time.Duration.ofDays(300)).toString();
    }

    @Test
    void nobodyOfOneOrganizationIsToldAnythingOfAnother() {
        fillOther();
        List<String> found = new ArrayList<>();
        for (OrganizationRole role : OrganizationRole.values()) {
            Browser browser =
                    Browser.member(Hospital.ID, role.name().toLowerCase(Locale.ROOT), realm);
            for (Operation operation : operations()) {
                if (isAboutOneself(operation)) {
                    continue;
                }
                Answer answer = browser.send(operation.method(), path(operation), body(operation));
                check(
                        role + " " + operation.method() + " " + operation.path(),
                        answer,
                        operation,
                        found);
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void aKeyOfOneOrganizationIsToldNothingOfAnother() {
        fillOther();
        Answer made =
                vendor.post(
                                Hospital.PATH + "/keys",
                                """
                                {"name": "all", "expires_at": "%s", "actions": ["organization.read",
                                 "orders.read", "stock.read", "services.read", "notices.read",
                                 "uses.write", "access.read"]}
                                """
                                        .formatted(nextYear()))
                        .is(201);
        Caller program = new Caller(TestServer.root(), made.at("/secret"), realm);
        List<String> found = new ArrayList<>();
        for (Operation operation : operations()) {
            if (isAboutOneself(operation)) {
                continue;
            }
            Answer answer =
                    program.send(
                            operation.method(),
                            path(operation),
                            body(operation),
                            Map.of("Idempotency-Key", "tenant-key"));
            check("key " + operation.method() + " " + operation.path(), answer, operation, found);
        }
        assertEquals(List.of(), found);
    }

    /// An organization of others looks as one there is not.
    @Test
    void whatIsHiddenLooksLikeWhatIsNotThere() {
        fillOther();
        Browser browser = Browser.member(Hospital.ID, "owner", realm);
        Answer hidden = browser.get("/v1/organizations/" + OTHER).is(404, "UNKNOWN_ORGANIZATION");
        Answer missing =
                browser.get("/v1/organizations/no-hospital").is(404, "UNKNOWN_ORGANIZATION");
        assertEquals(missing.at("/detail"), hidden.at("/detail").replace(OTHER, "no-hospital"));
    }

    /// Naming another account as one's consortium opens nothing of it.
    @Test
    void nobodyUsesThePacksOfAConsortiumTheyAreNotOf() {
        fillOther();
        Browser owner = Browser.member(Hospital.ID, "owner", realm);
        String parties =
                "{\"organization\": \"%s\", \"within\": \"%s\", ".formatted(Hospital.ID, OTHER);
        for (String path : List.of("/v1/holds/capture", "/v1/holds/release")) {
            owner.post(path, parties + "\"hold\": \"h\"}").is(403, "NOT_MEMBER");
        }
        for (String path : List.of("/v1/uses", "/v1/holds")) {
            owner.post(
                            path,
                            parties
                                    + "\"resource\": \"aimis/cloud-inspection\", \"quantity\": 1,"
                                    + " \"storage_years\": 5}")
                    .is(403, "NOT_MEMBER");
        }
    }

    @Test
    void theAuditorChangesNothing() {
        Browser auditor = Browser.staff(VendorRole.AUDITOR.name().toLowerCase(Locale.ROOT), realm);
        fillOther();
        for (Operation operation : operations()) {
            if (operation.method().equals("GET")
                    || operation.promise().containsKey("security")
                    || isAboutOneself(operation)) {
                continue;
            }
            auditor.send(operation.method(), path(operation), body(operation)).is(403, "FORBIDDEN");
        }
        auditor.get("/v1/organizations/" + OTHER + "/orders").is(200);
        auditor.get("/v1/audit").is(200);
    }

    private static void check(String what, Answer answer, Operation operation, List<String> found) {
        boolean open =
                operation.promise().containsKey("security")
                        || operation.path().equals("/v1/organizations");
        boolean refused = answer.status() == 403 || answer.status() == 404;
        boolean told =
                answer.text().contains(MARK)
                        || answer.text().toLowerCase(Locale.ROOT).contains("zeppelin");
        if (told || (!open && !refused)) {
            found.add(what + " answered " + answer.status() + " " + answer.text());
        }
    }

    /// Nothing there is of an organization, but of whoever asks.
    private static boolean isAboutOneself(Operation operation) {
        return operation.path().matches("/v1/(session|sessions|person|passkeys)(/.*)?");
    }

    private String path(Operation operation) {
        String path = operation.path().replace("{organization}", OTHER).replace("{member}", OTHER);
        for (Map.Entry<String, String> id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        path =
                path.replace("{sandbox}", realm)
                        .replace("{product}", "ipc")
                        .replaceAll("[{][a-z_]+[}]", "01930000-0000-7000-8000-000000000001");
        if (path.equals("/v1/access")) {
            return path + "?organization=" + OTHER + "&feature=aimis/basic&surface=api";
        }
        assertFalse(path.contains("{"), path);
        return path;
    }

    /// A body that would be taken of whoever may.
    private static String body(Operation operation) {
        if (operation.method().equals("GET") || operation.method().equals("DELETE")) {
            return "";
        }
        return switch (operation.path()) {
            case "/v1/uses", "/v1/holds" ->
                    """
                    {"organization": "%s", "resource": "aimis/cloud-inspection", "quantity": 1,
                     "storage_years": 5}
                    """
                            .formatted(OTHER);
            case "/v1/holds/capture", "/v1/holds/release" ->
                    "{\"organization\": \"%s\", \"hold\": \"h\"}".formatted(OTHER);
            case "/v1/corrections" ->
                    """
                    {"organization": "%s", "use": "u", "quantity": 1, "reason": "r"}
                    """
                            .formatted(OTHER);
            default -> "{}";
        };
    }
}
