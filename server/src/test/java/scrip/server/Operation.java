package scrip.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import scrip.server.Caller.Answer;
import scrip.server.http.Route;
import scrip.server.http.Routes;
import scrip.server.role.Permission;

/// An operation of the contract, for tests that call all of them.
///
/// @param promise its description in the contract
public record Operation(String method, String path, Map<?, ?> promise) {

    private static final Map<?, ?> CONTRACT =
            (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Caller.contract());

    /// The operations with servlets of their own, and their permissions.
    public static final Map<String, Permission> SERVLETS =
            Map.of(
                    "POST /v1/uses", Permission.USES_WRITE,
                    "POST /v1/uses/batch", Permission.USES_WRITE,
                    "GET /v1/access", Permission.ACCESS_READ,
                    "GET /v1/gate", Permission.ACCESS_READ,
                    "POST /v1/access/batch", Permission.ACCESS_READ);

    /// What an operation on one organization begins with.
    private static final String OF_ONE = "POST /v1/organizations/{organization}/";

    /// Bodies that would be accepted from a caller with the permission; `{…}` stands for existing
    /// ids. An operation that changes something and has no entry here takes no body.
    private static final Map<String, String> BODIES = bodies();

    /// Required query strings.
    private static final Map<String, String> QUERIES =
            Map.of(
                    "/v1/access", "?organization={organization}&feature=aimis/basic&surface=API",
                    "/v1/organizations/{organization}/movements",
                            "?resource=aimis/cloud-inspection&storage_years=5",
                    "/v1/organizations/{organization}/services/{service}/documents",
                            "?name=paper.pdf",
                    "/v1/organizations/{organization}/usage",
                            "?resource=aimis/cloud-inspection&storage_years=5");

    public static List<Operation> all() {
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

    /// Whether anybody may call it.
    public boolean isOpen() {
        return promise.containsKey("security");
    }

    public boolean isReading() {
        return method.equals("GET")
                || path.equals("/v1/access/batch")
                || path.startsWith(Route.OFREP);
    }

    /// How it was answered: a batch as its elements were, of which these tests send one.
    public int status(Answer answer) {
        // So OFREP tells an organization that the caller may not know.
        if (path.startsWith(Route.OFREP)
                && answer.status() == 400
                && answer.text().contains("INVALID_CONTEXT")) {
            return 404;
        }
        return answer.status() == 200 && path.endsWith("/batch")
                ? answer.json().at("/answers/0/status").asInt()
                : answer.status();
    }

    /// Whether it takes the bytes of a file.
    public boolean isFile() {
        return promise.get("requestBody") instanceof Map<?, ?> body
                && body.get("content") instanceof Map<?, ?> content
                && !content.containsKey("application/json");
    }

    /// Whether it concerns the caller and no organization.
    public boolean isAboutOneself() {
        return path.matches(
                "/v1/(version|session|sessions|person|passkeys|email-proofs|second-factor|identities)(/.*)?");
    }

    /// Whether it requires that permission.
    public boolean isPermission(String code) {
        return permission().code().equals(code);
    }

    private Permission permission() {
        Permission ofServlet = SERVLETS.get(toString());
        if (ofServlet != null) {
            return ofServlet;
        }
        return TestServer.server().context().getBeansOfType(Routes.class).values().stream()
                .flatMap(r -> r.all().stream())
                .filter(r -> r.method().equals(method) && r.path().equals(path))
                .map(Route::permission)
                .findFirst()
                .orElseThrow();
    }

    /// The path with the given ids as parameters; a missing one becomes an id that does not exist.
    public String path(Map<String, String> ids) {
        return filled(path + QUERIES.getOrDefault(path, ""), ids)
                .replaceAll("[{][a-z_]+[}]", "01930000-0000-7000-8000-000000000001");
    }

    /// The parameters of the path that have no id.
    public List<String> missing(Map<String, String> ids) {
        List<String> names = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.startsWith("{") && !ids.containsKey(part.substring(1, part.length() - 1))) {
                names.add(part);
            }
        }
        return names;
    }

    public @Nullable String body(String organization) {
        return body(Map.of("organization", organization));
    }

    public @Nullable String body(Map<String, String> ids) {
        if (method.equals("GET") || method.equals("DELETE")) {
            return null;
        }
        return filled(BODIES.getOrDefault(method + " " + path, "{}"), ids)
                .replaceAll("[{][a-z_]+[}]", "01930000-0000-7000-8000-000000000001");
    }

    private static String filled(String text, Map<String, String> ids) {
        String filled = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }

    private static Map<String, String> bodies() {
        Map<String, String> all = ofTrade();
        all.putAll(ofUse());
        all.putAll(ofPeople());
        return Map.copyOf(all);
    }

    /// Realms, organizations, and what they order and pay.
    private static Map<String, String> ofTrade() {
        String lines =
                "\"lines\": [{\"item\": \"aimis/cloud-inspection\", \"plan\": \"by-quantity\","
                        + " \"quantity\": 1000, \"storage_years\": 5}]";
        String money = "\"amount\": {\"amount\": \"1.00\", \"currency\": \"USD\"}";
        Map<String, String> all = new HashMap<>();
        all.put("PUT /v1/sandboxes/{sandbox}", "{\"now\": \"2026-03-02T09:00:00Z\"}");
        all.put(
                "POST /v1/sandboxes/{sandbox}/fixtures",
                "{\"source\": \"title: One\\norganizations: []\\nsteps:\\n  - at: 2026-03-02T09:00Z\"}");
        all.put("POST /v1/sandboxes/{sandbox}/clock", "{\"now\": \"2026-03-02T09:00:00Z\"}");
        all.put(
                "PUT /v1/organizations/{organization}",
                "{\"kind\": \"INSTITUTION\", \"name\": \"Zeppelin Hospital\", \"zone\": \"UTC\","
                        + " \"default_storage_years\": 3}");
        all.put(
                "PATCH /v1/organizations/{organization}",
                "{\"name\": \"Zeppelin Hospital\", \"default_storage_years\": 3}");
        all.put(
                OF_ONE + "agreements",
                "{\"product\": \"aimis\", \"number\": \"A-2\", \"signer\": \"S\","
                        + " \"signed_on\": \"2026-02-20\"}");
        all.put(OF_ONE + "orders", "{" + lines + ", \"terms_accepted\": true}");
        all.put(OF_ONE + "orders/{order}/renew", "{\"terms_accepted\": true}");
        all.put(OF_ONE + "quotes", "{" + lines + "}");
        all.put(OF_ONE + "quotes/{quote}/accept", "{\"terms_accepted\": true}");
        all.put(OF_ONE + "preview", "{" + lines + "}");
        all.put("POST /v1/preview", "{" + lines + "}");
        all.put(OF_ONE + "sales-requests", "{\"item\": \"aimis/mimi-ai-report-onsite\"}");
        all.put(
                OF_ONE + "payments",
                "{\"orders\": [\"{order}\"], \"method\": \"TRANSFER\", " + money + "}");
        all.put(OF_ONE + "unapplied-money/apply", "{\"order\": \"{draft}\", " + money + "}");
        all.put(OF_ONE + "returns", "{" + money + ", \"to\": \"DE02\", \"by\": \"B\"}");
        all.put(OF_ONE + "returns/{return}/approve", "{\"by\": \"B\"}");
        all.put(OF_ONE + "returns/{return}/decline", "{\"by\": \"B\"}");
        return all;
    }

    /// What is used, and what is delivered.
    private static Map<String, String> ofUse() {
        String units =
                "{\"organization\": \"{organization}\", \"resource\": \"aimis/cloud-inspection\","
                        + " \"quantity\": 1, \"storage_years\": 5}";
        String hold = "{\"organization\": \"{organization}\"}";
        Map<String, String> all = new HashMap<>();
        all.put(
                OF_ONE + "emergencies",
                "{\"doctor\": \"Dr. Chen\", \"reason\": \"a stroke\", \"hours\": 1}");
        all.put(OF_ONE + "grants", "{\"resource\": \"aimis/mimi-ai-report\", \"quantity\": 1}");
        all.put("POST /v1/uses", units);
        all.put(
                "POST /v1/uses/batch",
                "{\"uses\": [" + units.replace("5}", "5, \"key\": \"one-of-many\"}") + "]}");
        all.put(
                "POST /v1/access/batch",
                "{\"questions\": [{\"organization\": \"{organization}\","
                        + " \"feature\": \"aimis/basic\", \"surface\": \"API\"}]}");
        String context = "{\"context\": {\"targetingKey\": \"{organization}\"}}";
        all.put(
                "POST /v1/events",
                "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/pacs\","
                        + " \"type\": \"scrip.study.received\", \"data\": "
                        + units
                        + "}");
        all.put("POST /ofrep/v1/evaluate/flags", context);
        all.put("POST /ofrep/v1/evaluate/flags/{key}", context);
        all.put("POST /ofrep/v1/evaluate/flags/{product}/{feature}", context);
        all.put("POST /v1/holds", units);
        all.put("POST /v1/holds/{hold}/capture", hold);
        all.put("POST /v1/holds/{hold}/release", hold);
        all.put(
                "POST /v1/corrections",
                "{\"organization\": \"{organization}\", \"use\": \"their-use\","
                        + " \"quantity\": 1, \"reason\": \"r\"}");
        all.put(OF_ONE + "kept-uses/{kept_use}/decide", "{\"accept\": true}");
        all.put(
                OF_ONE + "licenses/{license}/visits",
                "{\"kind\": \"REMOTE_MAINTENANCE\", \"day\": \"{day}\", \"notes\": \"n\"}");
        all.put(OF_ONE + "services/{service}/reject", "{\"note\": \"n\"}");
        return all;
    }

    /// People and keys.
    private static Map<String, String> ofPeople() {
        String roles = "{\"roles\": [\"VIEWER\"]}";
        Map<String, String> all = new HashMap<>();
        all.put("PUT /v1/organizations/{organization}/people/{person}", roles);
        all.put(
                OF_ONE + "invitations",
                "{\"email\": \"new@other.example\", \"roles\": [\"VIEWER\"]}");
        all.put("PUT /v1/staff/{person}", roles);
        all.put(
                "POST /v1/staff-invitations",
                "{\"email\": \"staff@other.example\", \"roles\": [\"AUDITOR\"]}");
        all.put(
                OF_ONE + "keys",
                "{\"name\": \"k\", \"actions\": [\"access.read\"], \"expires_at\": \"{expiry}\"}");
        all.put(
                "POST /v1/keys",
                "{\"name\": \"k\", \"product\": \"ipc\", \"actions\": [\"access.read\"],"
                        + " \"expires_at\": \"{expiry}\"}");
        String provider =
                "{\"name\": \"P\", \"issuer\": \"https://id.other.example\", \"client_id\": \"scrip\","
                        + " \"client_secret\": \"s\"}";
        all.put(OF_ONE + "identity-providers", provider);
        all.put("PUT /v1/organizations/{organization}/identity-providers/{provider}", provider);
        all.put("POST /v1/identity-providers", provider);
        all.put("PUT /v1/identity-providers/{provider}", provider);
        String limit = "{\"units_per_second\": 1000}";
        all.put("PUT /v1/organizations/{organization}/keys/{api_key}", limit);
        all.put("PUT /v1/keys/{api_key}", limit);
        all.put("PATCH /v1/organizations/{organization}/keys/{api_key}", limit);
        all.put("PATCH /v1/keys/{api_key}", limit);
        all.put("PUT /v1/person", "{\"name\": \"N\", \"locale\": \"en\"}");
        return all;
    }

    private static Object get(Map<?, ?> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
