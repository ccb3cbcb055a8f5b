package scrip.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.order.OrderId;
import scrip.core.organization.OrganizationId;
import scrip.server.ledger.Realm;
import scrip.server.role.Actor;
import scrip.server.role.Asker;
import scrip.server.role.Granted;
import scrip.server.role.Identity;
import scrip.server.role.Permission;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// One request to an operation. Reading input collects its faults here; `checked` ends the reading
/// and throws if there were any.
public final class Call {

    private static final String KEY_HEADER = KeyText.HEADER;
    private static final int AGENT_CHARACTERS_MAX = 300;

    private final HttpServletRequest request;
    private final List<InputFault> faults = new ArrayList<>();
    private final Input query;
    private final Parameters parameters;
    private final Asking asking;
    private final List<Input> bodies = new ArrayList<>();
    private final AuditNote note = new AuditNote();
    private @Nullable Realm realm;

    Call(Asking asking) {
        this(asking, null);
    }

    /// @param given null: those of the request
    private Call(Asking asking, @Nullable Parameters given) {
        this.asking = asking;
        this.request = asking.request();
        Characters.check(request, path(), faults);
        this.parameters = given == null ? Parameters.of(request, faults) : given;
        this.query = new Input(InputFault.QUERY, "", parameters.values(), faults);
    }

    /// The realm that the request addresses. Operations on sandboxes themselves do not use it.
    public Realm realm() {
        Realm known = realm;
        if (known == null) {
            known = AddressedRealm.of(request, asking.identity(), asking.realms(), faults);
            realm = known;
        }
        return known;
    }

    /// The realm with that number.
    public Realm realm(int number) {
        return asking.realms().numbered(number);
    }

    /// The caller, and what they may do.
    public Identity identity() {
        return asking.identity();
    }

    /// The operation.
    public Route route() {
        return asking.route();
    }

    /// The caller, as stored in the ledger.
    public String actor() {
        return asking.identity().actor().inLedger();
    }

    /// The caller's name, for people to read.
    public String actorName() {
        return asking.identity().actor().name();
    }

    /// The caller, for use cases that know nothing of HTTP.
    public Asker asker() {
        return new Asker(
                realm(),
                asking.identity(),
                requestId(),
                asking.route().isRecorded() ? note : null,
                this::repeated);
    }

    /// Says that this is the answer to an earlier request with the same key.
    public void repeated() {
        note.repeated();
    }

    /// The permission to perform the operation in the organization named in the path.
    public Granted granted() {
        return granted(organization());
    }

    /// The permission to perform the operation in an organization that is not named in the path.
    ///
    /// @throws scrip.server.role.NotGrantedException if the caller may not
    public Granted granted(OrganizationId id) {
        return asker().granted(asking.route().permission(), id);
    }

    /// Demands a further permission that the operation needs only in some cases.
    ///
    /// @return the permission granted
    /// @throws scrip.server.role.NotGrantedException if the caller does not have it
    public Granted require(Permission permission, OrganizationId id) {
        return asker().granted(permission, id);
    }

    /// The parameter `as_of`; null means now. A future instant is a fault.
    public @Nullable Instant asOf() {
        return asOf(query);
    }

    /// The same, where the body has it.
    public @Nullable Instant asOf(Input from) {
        Instant at = from.instantOrNull("as_of");
        if (at != null && at.isAfter(asking.realms().now(realm()))) {
            from.fault("as_of", "is in the future: write a past instant");
        }
        return at;
    }

    /// The current time of the realm that the request addresses.
    public Instant now() {
        return asking.realms().now(realm());
    }

    /// The problem of an organization that does not exist or that the caller may not know of.
    public ProblemException unknown(OrganizationId id) {
        return Admission.unknown(id.value());
    }

    /// Throws if the caller's key is limited to another product than the item's.
    public void checkItem(ItemId item) {
        Admission.checkItem(asking.identity(), item);
    }

    /// Whether an item is hidden from the caller because their key is limited to another product.
    public boolean hides(@Nullable ItemId item) {
        return item != null && !Admission.isOfProduct(asking.identity(), item);
    }

    /// The name of who did it, always tied to the caller. If a user or a key names somebody else,
    /// such as the doctor who signed, the caller is recorded beside that name. The emergency token
    /// stands for nobody in particular.
    ///
    /// @param field of the body that may name somebody
    public String by(Input body, String field) {
        String named = body.textOrNull(field, Forms.NAME_CHARACTERS_MAX);
        String caller = asking.identity().actor().name();
        if (named == null || named.equals(caller)) {
            return caller;
        }
        return asking.identity().actor().kind() == Actor.Kind.PROGRAM
                ? named
                : named + " (entered by " + caller + ")";
    }

    /// The client's IP address.
    public String address() {
        return request.getRemoteAddr();
    }

    /// The client program, from the header `User-Agent`.
    public String agent() {
        String agent = request.getHeader("User-Agent");
        return agent == null
                ? ""
                : agent.substring(0, Math.min(agent.length(), AGENT_CHARACTERS_MAX));
    }

    /// Whether browsers reach this server over TLS.
    public boolean isSecure() {
        return request.isSecure();
    }

    /// The value of a cookie.
    public @Nullable String cookie(String name) {
        return Cookies.of(request, name, request.isSecure());
    }

    /// What the audit log records of this call.
    public AuditNote note() {
        return note;
    }

    /// The values of the path parameters.
    public Map<String, String> path() {
        return asking.path();
    }

    public String requestId() {
        return asking.requestId();
    }

    /// The table that the caller wants a list as, by `format` or by the header `Accept`; null for
    /// JSON.
    ///
    /// @throws ProblemException if a list is wanted as something that it is not answered as
    @Nullable TableFormat table() {
        return TableFormat.of(request, asking.route(), parameters);
    }

    /// The call that asks for the next page of a table.
    Call turned(String cursor) {
        return new Call(asking, parameters.turned(cursor));
    }

    /// What makes and opens the cursors of lists.
    Cursors cursors() {
        return asking.cursors();
    }

    Parameters parameters() {
        return parameters;
    }

    /// The query parameters.
    public Input query() {
        return query;
    }

    /// The fields of the body, which must be a JSON object.
    public Input body() {
        return body(sent(Body.json(request)));
    }

    /// The fields of a thing as the body wants them: as they are now, changed in part (RFC 7396).
    ///
    /// @param now the fields that can be changed
    public Input patch(Object now) {
        return body(MergePatch.merged(Json.treeOf(now), sent(Body.json(request, MergePatch.TYPE))));
    }

    private JsonNode sent(JsonNode json) {
        Characters.check(Body.object(json), faults);
        if (faults.isEmpty()) {
            note.sent(json);
        }
        return json;
    }

    private Input body(JsonNode json) {
        Input body = new Input(InputFault.BODY, "", Input.fieldsOf(json), faults);
        bodies.add(body);
        return body;
    }

    /// Throws if the header `If-Match` names another version of what is to be changed.
    public void checkVersion(String tag) {
        EntityTags.check(EntityTags.read(request.getHeader("If-Match")), tag);
    }

    /// The body of a protocol that is not ours: a JSON object whose fields are read by whoever
    /// speaks it. Nothing else is read of the request.
    ///
    /// @param type a media type that it may have instead of that of JSON
    public JsonNode document(String type) {
        JsonNode json = Body.object(Body.json(request, type));
        Characters.check(json, faults);
        checked();
        return json;
    }

    /// The names of all headers.
    public List<String> headerNames() {
        return Collections.list(request.getHeaderNames());
    }

    /// The value of a header; null without one.
    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    /// The elements of a body that asks for many things at once: an object with one field, an array
    /// of at most 1,000. Costs a unit of work for each. Nothing else is read of the request.
    public List<Element> elements(String name) {
        return Element.of(Elements.named(request, asking.allowance(), name, faults), this);
    }

    /// The elements of a body that is an array of them, of a media type of its own.
    public List<Element> elementsOf(String type) {
        return Element.of(Elements.bare(request, asking.allowance(), type, faults), this);
    }

    /// The body as a file, which the audit log does not record. The type it is declared to have
    /// does not count: whoever takes it looks at the content.
    public byte[] file(int bytesMax) {
        return Body.file(request, bytesMax);
    }

    /// The body, where it is optional.
    public Input bodyOrNothing() {
        return Body.isEmpty(request) ? new Input(InputFault.BODY, "", Map.of(), faults) : body();
    }

    /// An organization named in the path.
    public OrganizationId organization(String name) {
        return pathInput(name).organization(name);
    }

    /// The organization whose account is addressed, from the path.
    public OrganizationId organization() {
        return organization("organization");
    }

    /// The id of an order in the path.
    public OrderId order() {
        return new OrderId(uuid("order"));
    }

    /// A sequence number in the path.
    public long number(String name) {
        return pathInput(name).whole(name, 1, Long.MAX_VALUE);
    }

    public UUID uuid(String name) {
        return pathInput(name).uuid(name);
    }

    /// A text in the path.
    public String text(String name, int charactersMax) {
        return pathInput(name).text(name, charactersMax);
    }

    /// A text in the path, parsed; if it does not have the given form, null, and a fault is added.
    public <T> @Nullable T parsed(String name, String form, Function<String, @Nullable T> parse) {
        return pathInput(name).parsed(name, form, parse);
    }

    /// The idempotency key, from the header; required.
    public String key() {
        return KeyText.required(keyOrNull(), faults);
    }

    /// The idempotency key, from the header or the field `key` of the body; required.
    public String key(Input body) {
        return KeyText.either(keyOrNull(), body, faults);
    }

    /// The idempotency key, optional because the operation is idempotent by itself.
    public @Nullable String keyOrNull() {
        String key = request.getHeader(KEY_HEADER);
        if (key == null) {
            return null;
        }
        if (!KeyText.is(key)) {
            faults.add(
                    new InputFault(InputFault.HEADER, "/" + KEY_HEADER, "write " + KeyText.FORM));
        }
        return key;
    }

    /// A key of the caller's own that the path names, such as that of a hold.
    public String keyInPath(String name) {
        return pathInput(name).parsed(name, KeyText.FORM, k -> KeyText.is(k) ? k : null, "");
    }

    /// A key named in the body, such as that of a use to be corrected; required.
    public static String keyNamed(Input body, String name) {
        return body.parsed(name, KeyText.FORM, k -> KeyText.is(k) ? k : null, "");
    }

    /// Ends the reading of input.
    ///
    /// @throws ProblemException with every fault, if there were any
    public void checked() {
        query.end();
        bodies.forEach(Input::end);
        if (!faults.isEmpty()) {
            throw new ProblemException(Problem.of(faults));
        }
    }

    private Input pathInput(String name) {
        String value = path().get(name);
        if (value == null) {
            throw new IllegalStateException("no " + name + " in the path");
        }
        return new Input(
                InputFault.PATH,
                "",
                Map.of(name, JsonNodeFactory.instance.stringNode(value)),
                faults);
    }
}
