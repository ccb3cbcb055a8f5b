package scrip.server.event;

import java.util.List;
import java.util.Locale;
import org.apache.commons.codec.binary.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.EventUse;
import scrip.server.catalog.PublishedCatalogs;
import scrip.server.http.Call;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Tells which use an event is.
final class Events {

    private static final String VERSION = "1.0";
    private static final String KEY_PREFIX = "event:";
    private static final String DATA = "data";

    private final PublishedCatalogs catalogs;

    Events(PublishedCatalogs catalogs) {
        this.catalogs = catalogs;
    }

    /// The use, in the form in which `POST /v1/uses` takes it.
    ///
    /// @throws ProblemException if it is no event, or one that no catalog in force knows
    JsonNode use(Call call, JsonNode event) {
        if (!event.isObject()) {
            throw wrong("", "is no event: write an object");
        }
        if (!VERSION.equals(attribute(event, "specversion"))) {
            throw wrong("specversion", "write \"1.0\": other versions are not known");
        }
        String source = attribute(event, "source");
        String id = attribute(event, "id");
        EventUse known = mapping(call, attribute(event, "type"));
        ObjectNode use = JsonNodeFactory.instance.objectNode();
        use.put("key", key(source, id));
        use.put("resource", known.resource().toString());
        use.put("surface", known.surface().name().toLowerCase(Locale.ROOT));
        use.put("reported", known.reported());
        use.set("organization", needed(event, known.organization()));
        if (known.quantity() == null) {
            use.put("quantity", known.fixedQuantity());
        } else {
            use.set("quantity", needed(event, known.quantity()));
        }
        if (known.storageYears() != null) {
            set(use, "storage_years", known.storageYears(), event);
        } else if (known.fixedStorageYears() != null) {
            use.put("storage_years", known.fixedStorageYears());
        }
        set(use, "subject", known.subject(), event);
        set(use, "within", known.within(), event);
        set(use, "event_at", "time", event);
        return use;
    }

    /// Source and id together name an event, so a repeat has the key of the first.
    private static String key(String source, String id) {
        byte[] digest = DigestUtils.sha256(source.length() + ":" + source + id);
        return KEY_PREFIX + Base64.encodeBase64URLSafeString(digest);
    }

    /// The mapping of the one product that the caller may book for and that knows the event now.
    private EventUse mapping(Call call, String type) {
        Catalogs known = catalogs.of(call.realm());
        String product = call.identity().product();
        List<EventUse> all =
                known.versions().stream()
                        .map(Catalog::product)
                        .distinct()
                        .flatMap(p -> known.inForce(p, call.now()).stream())
                        .flatMap(c -> c.event(type).stream())
                        .toList();
        List<EventUse> found =
                all.stream()
                        .filter(e -> product == null || e.resource().product().equals(product))
                        .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.isEmpty() && !all.isEmpty()) {
            call.checkItem(all.getFirst().resource());
        }
        throw wrong(
                "type",
                found.isEmpty()
                        ? "no catalog in force says which use this event is: add it to `events`"
                        : "several products know this event: send it with the key of one");
    }

    private static String attribute(JsonNode event, String name) {
        JsonNode value = event.path(name);
        if (!value.isString() || value.stringValue().isEmpty()) {
            throw wrong(name, "is missing: an event has this attribute, a text");
        }
        return value.stringValue();
    }

    /// What stands at a place; null if nothing does.
    private static @Nullable JsonNode at(JsonNode event, String place) {
        JsonNode value = event;
        for (String name : place.split("[.]", -1)) {
            value = value.path(name);
        }
        return value.isMissingNode() || value.isNull() ? null : value;
    }

    private static JsonNode needed(JsonNode event, String place) {
        JsonNode value = at(event, place);
        if (value != null) {
            return value;
        }
        throw wrong(
                place.replace('.', '/'),
                place.startsWith(DATA) && event.has("data_base64")
                        ? "send the data as JSON, not as data_base64"
                        : "is missing: the catalog looks for it there");
    }

    private static void set(ObjectNode use, String field, @Nullable String place, JsonNode event) {
        JsonNode value = place == null ? null : at(event, place);
        if (value != null) {
            use.set(field, value);
        }
    }

    private static ProblemException wrong(String pointer, String detail) {
        return new ProblemException(ProblemCode.INPUT_INVALID, "event /" + pointer + ": " + detail);
    }
}
