package scrip.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;
import scrip.server.ledger.Realm;
import scrip.server.ledger.Realms;
import scrip.server.role.Actor;
import scrip.server.role.Asker;
import scrip.server.role.Granted;
import scrip.server.role.Identity;
import scrip.server.role.Permission;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// One request to an operation. Whatever is read from it notes its faults here; `checked` ends the
/// reading and throws if there were any.
public final class Call {

    private static final String REALM_HEADER = "Scrip-Realm";
    private static final String KEY_HEADER = "Idempotency-Key";
    private static final String FORMAT = "format";
    private static final int KEY_CHARACTERS_MAX = 200;
    private static final int NAME_CHARACTERS_MAX = 200;
    private static final int AGENT_CHARACTERS_MAX = 300;

    private final HttpServletRequest request;
    private final Map<String, String> path;
    private final Realms realms;
    private final String requestId;
    private final List<InputFault> faults = new ArrayList<>();
    private final Input query;
    private boolean csv;
    private final List<Input> bodies = new ArrayList<>();
    private final Identity identity;
    private final Route route;
    private final AuditNote note = new AuditNote();

    Call(
            HttpServletRequest request,
            Map<String, String> path,
            Realms realms,
            String requestId,
            Identity identity,
            Route route) {
        this.request = request;
        this.identity = identity;
        this.route = route;
        this.path = path;
        this.realms = realms;
        this.requestId = requestId;
        Characters.check(request, path, faults);
        this.query = new Input("query", "", parameters(request), faults);
    }

    /// The world it speaks to. Operations on sandboxes themselves never ask.
    public Realm realm() {
        String name = request.getHeader(REALM_HEADER);
        Integer own = identity.realm();
        if (name == null) {
            return own == null ? realms.live() : realm(own);
        }
        if (faults.stream().anyMatch(f -> f.pointer().equalsIgnoreCase("/" + REALM_HEADER))) {
            throw new ProblemException(Problem.of(faults));
        }
        return realms.find(name)
                .filter(r -> identity.knows(r.number(), r.isLive()))
                .orElseThrow(() ->
                        new ProblemException(
                                ProblemCode.UNKNOWN_REALM,
                                "there is no realm of that name: make a sandbox first, or"
                                        + " leave out the header "
                                        + REALM_HEADER));
    }

    /// The realm of that number.
    public Realm realm(int number) {
        return realms.all().stream().filter(r -> r.number() == number).findFirst().orElseThrow();
    }

    /// Who asks, and what they may do.
    public Identity identity() {
        return identity;
    }

    /// The operation.
    public Route route() {
        return route;
    }

    /// Who asks, as the ledger keeps it.
    public String actor() {
        return identity.actor().inLedger();
    }

    /// Who asks, for people to read.
    public String actorName() {
        return identity.actor().name();
    }

    /// Who asks, for use cases that know nothing of HTTP.
    public Asker asker() {
        return new Asker(realm(), identity, requestId, route.isRecorded() ? note : null);
    }

    /// The right to do what the operation does, in the organization named in the path.
    public Granted granted() {
        return granted(organization());
    }

    /// The right to do what the operation does, in an organization named elsewhere than in the
    /// path.
    ///
    /// @throws scrip.server.role.NotGrantedException if whoever asks may not
    public Granted granted(OrganizationId id) {
        return asker().granted(route.permission(), id);
    }

    /// Demands what the operation does not ask of everybody.
    ///
    /// @return the right to it
    /// @throws scrip.server.role.NotGrantedException if whoever asks does not have it
    public Granted require(Permission permission, OrganizationId id) {
        return asker().granted(permission, id);
    }

    /// The parameter `as_of`: null for now. An instant to come is a fault.
    public @Nullable Instant asOf() {
        Instant at = query.instantOrNull("as_of");
        if (at != null && at.isAfter(realms.now(realm()))) {
            query.fault("as_of", "is still to come: nothing is known of it");
        }
        return at;
    }

    /// The clock of the realm that it speaks to.
    public Instant now() {
        return realms.now(realm());
    }

    /// An organization that is not there, or of which whoever asks may not know.
    public ProblemException unknown(OrganizationId id) {
        return Admission.unknown(id.value());
    }

    /// Throws unless an item is of the product that whoever asks works for.
    public void permitItem(ItemId item) {
        Admission.checkItem(identity, item);
    }

    /// Whether an item is hidden from whoever asks, because their key works for another product.
    public boolean hides(@Nullable ItemId item) {
        return item != null && !Admission.isOfProduct(identity, item);
    }

    /// Who did it: always bound to whoever asks. A person or a key that names somebody else, such
    /// as the doctor who signed, is kept beside that name; the admin token is nobody in particular.
    ///
    /// @param field of the body that may name somebody
    public String by(Input body, String field) {
        String named = body.textOrNull(field, NAME_CHARACTERS_MAX);
        String asking = identity.actor().name();
        if (named == null || named.equals(asking)) {
            return asking;
        }
        return identity.actor().kind() == Actor.Kind.PROGRAM
                ? named
                : named + " (entered by " + asking + ")";
    }

    /// From where it comes.
    public String address() {
        return request.getRemoteAddr();
    }

    /// The program that it comes from, as it says itself.
    public String agent() {
        String agent = request.getHeader("User-Agent");
        return agent == null
                ? ""
                : agent.substring(0, Math.min(agent.length(), AGENT_CHARACTERS_MAX));
    }

    /// Whether it came by TLS.
    public boolean isSecure() {
        return request.isSecure();
    }

    /// The value of a cookie.
    public @Nullable String cookie(String name) {
        return Cookies.of(request, name);
    }

    /// What the audit log keeps of it.
    public AuditNote note() {
        return note;
    }

    /// What the path has for the parameters of the operation.
    public Map<String, String> path() {
        return path;
    }

    public String requestId() {
        return requestId;
    }

    /// Whether a list is wanted as a table rather than as JSON: `format=csv`.
    boolean wantsCsv() {
        return csv;
    }

    /// The parameters behind the question mark.
    public Input query() {
        return query;
    }

    /// The fields of the body, which must be a JSON object.
    public Input body() {
        JsonNode json = Body.json(request);
        if (!json.isObject()) {
            throw new ProblemException(
                    ProblemCode.JSON_MALFORMED, "the body is not a JSON object: write { … }");
        }
        Characters.check(json, faults);
        if (faults.isEmpty()) {
            note.sent(json);
        }
        Input body = new Input("body", "", Input.fieldsOf(json), faults);
        bodies.add(body);
        return body;
    }

    /// The body as a file, which the audit log does not keep.
    public Upload file(int bytesMax) {
        return Body.file(request, bytesMax);
    }

    /// The body where it may be left out.
    public Input bodyOrNothing() {
        return Body.isEmpty(request) ? new Input("body", "", Map.of(), faults) : body();
    }

    /// An organization named in the path.
    public OrganizationId organization(String name) {
        return pathInput(name).organization(name);
    }

    /// The organization whose account it is, in the path of most operations.
    public OrganizationId organization() {
        return organization("organization");
    }

    /// The id of an order in the path.
    public OrderId order() {
        return new OrderId(uuid("order"));
    }

    public UUID uuid(String name) {
        return pathInput(name).uuid(name);
    }

    /// A text in the path.
    public String text(String name, int charactersMax) {
        return pathInput(name).text(name, charactersMax);
    }

    /// A text in the path that has a form; null, and a fault noted, for another.
    public <T> @Nullable T parsed(String name, String form, Function<String, @Nullable T> parse) {
        return pathInput(name).parsed(name, form, parse);
    }

    /// The caller's key, from the header; required.
    public String key() {
        String key = keyOrNull();
        if (key == null) {
            missingKey(false);
            return "";
        }
        return key;
    }

    /// The caller's key, from the header or the field `key` of the body; required.
    public String key(Input body) {
        String header = keyOrNull();
        String field = keyField(body);
        if (header == null && field == null) {
            missingKey(true);
            return "";
        }
        if (header != null && field != null && !header.equals(field)) {
            body.fault("key", "differs from the header " + KEY_HEADER + ": send one of them");
        }
        return field != null ? field : String.valueOf(header);
    }

    /// The caller's key where none is needed, because the operation is idempotent by itself.
    public @Nullable String keyOrNull() {
        String key = request.getHeader(KEY_HEADER);
        if (key == null) {
            return null;
        }
        if (!isKey(key)) {
            faults.add(new InputFault("header", "/" + KEY_HEADER, "write " + keyForm()));
        }
        return key;
    }

    /// A key named in the body, such as that of a use to be corrected; required.
    public static String keyNamed(Input body, String name) {
        if (!body.has(name)) {
            body.fault(name, "is missing");
            return "";
        }
        String key = body.parsed(name, keyForm(), k -> isKey(k) ? k : null);
        return key == null ? "" : key;
    }

    /// Ends the reading.
    ///
    /// @throws ProblemException with every fault, if there was any
    public void checked() {
        query.end();
        bodies.forEach(Input::end);
        if (!faults.isEmpty()) {
            throw new ProblemException(Problem.of(faults));
        }
    }

    private static @Nullable String keyField(Input body) {
        return body.has("key") ? body.parsed("key", keyForm(), k -> isKey(k) ? k : null) : null;
    }

    private void missingKey(boolean orField) {
        String or = orField ? " (or the field key)" : "";
        faults.add(
                new InputFault(
                        "header",
                        "/" + KEY_HEADER,
                        "is missing: send a key of your own"
                                + or
                                + ", the same again when you repeat the request"));
    }

    private static boolean isKey(String key) {
        return !key.isEmpty()
                && key.length() <= KEY_CHARACTERS_MAX
                && key.chars().allMatch(c -> c > ' ' && c < 127);
    }

    private static String keyForm() {
        return "a key of 1 to " + KEY_CHARACTERS_MAX + " visible ASCII characters";
    }

    private Input pathInput(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("no " + name + " in the path");
        }
        return new Input(
                "path", "", Map.of(name, JsonNodeFactory.instance.stringNode(value)), faults);
    }

    private Map<String, JsonNode> parameters(HttpServletRequest from) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        String text = from.getQueryString();
        if (text == null || text.isEmpty()) {
            return all;
        }
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name =
                    Characters.decoded(equals < 0 ? pair : pair.substring(0, equals), null, faults);
            String value =
                    Characters.decoded(equals < 0 ? "" : pair.substring(equals + 1), name, faults);
            if (name.equals(FORMAT) && value.equals("csv") && request.getMethod().equals("GET")) {
                csv = true;
            } else if (all.put(name, JsonNodeFactory.instance.stringNode(value)) != null) {
                faults.add(
                        new InputFault(
                                "query",
                                "/" + Characters.escaped(name),
                                "is there more than once"));
            }
        }
        return all;
    }
}
