package scrip.server.scim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;

/// What this server tells a directory of itself (RFC 7643, 5 to 7).
final class Schemas {

    private static final String CONFIG =
            "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
    private static final String TYPE = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
    private static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Schema";
    private static final String SUPPORTED = "supported";
    private static final String READ_ONLY = "readOnly";
    private static final String READ_WRITE = "readWrite";

    private Schemas() {}

    static Map<String, Object> config(String root) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("schemas", List.of(CONFIG));
        all.put("patch", Map.of(SUPPORTED, true));
        all.put("bulk", Map.of(SUPPORTED, false, "maxOperations", 0, "maxPayloadSize", 0));
        all.put("filter", Map.of(SUPPORTED, true, "maxResults", Span.MOST));
        all.put("changePassword", Map.of(SUPPORTED, false));
        all.put("sort", Map.of(SUPPORTED, false));
        all.put("etag", Map.of(SUPPORTED, true));
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("type", "oauthbearertoken");
        key.put("name", "Key of the directory");
        key.put("description", "An API key of this directory, sent as a bearer token");
        key.put("primary", true);
        all.put("authenticationSchemes", List.of(key));
        all.put("meta", meta("ServiceProviderConfig", root + "/ServiceProviderConfig"));
        return all;
    }

    private static Map<String, Object> meta(String type, String location) {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("resourceType", type);
        meta.put("location", location);
        return meta;
    }

    /// Both types, or the one of a name.
    static Map<String, Object> types(String root, @Nullable String name) {
        return all(
                List.of(
                        type(root, "User", "/Users", UserDraft.SCHEMA),
                        type(root, "Group", "/Groups", GroupDraft.SCHEMA)),
                name);
    }

    private static Map<String, Object> type(
            String root, String name, String endpoint, String schema) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("schemas", List.of(TYPE));
        all.put("id", name);
        all.put("name", name);
        all.put("endpoint", endpoint);
        all.put("schema", schema);
        all.put("meta", meta("ResourceType", root + "/ResourceTypes/" + name));
        return all;
    }

    /// Both schemas, or the one of a name.
    static Map<String, Object> schemas(String root, @Nullable String name) {
        return all(List.of(user(root), group(root)), name);
    }

    private static Map<String, Object> all(
            List<Map<String, Object>> resources, @Nullable String name) {
        if (name == null) {
            return Resources.list(resources.size(), 1, resources);
        }
        return resources.stream()
                .filter(r -> name.equals(r.get("id")))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(
                                ProblemCode.UNKNOWN_PATH, "there is nothing of that name here"));
    }

    private static Map<String, Object> user(String root) {
        List<Map<String, Object>> attributes = new ArrayList<>();
        attributes.add(attribute("userName", "string", true, READ_WRITE, "server"));
        attributes.add(
                complex(
                        "name",
                        false,
                        READ_WRITE,
                        List.of(
                                attribute("formatted", "string", false, READ_WRITE, "none"),
                                attribute("familyName", "string", false, READ_WRITE, "none"),
                                attribute("givenName", "string", false, READ_WRITE, "none"))));
        attributes.add(attribute("displayName", "string", false, READ_WRITE, "none"));
        attributes.add(attribute("active", "boolean", false, READ_WRITE, "none"));
        attributes.add(
                complex(
                        "emails",
                        true,
                        READ_WRITE,
                        List.of(
                                attribute("value", "string", true, READ_WRITE, "global"),
                                attribute("type", "string", false, READ_ONLY, "none"),
                                attribute("primary", "boolean", false, READ_ONLY, "none"))));
        attributes.add(
                complex(
                        "groups",
                        true,
                        READ_ONLY,
                        List.of(
                                attribute("value", "string", false, READ_ONLY, "none"),
                                attribute("$ref", "reference", false, READ_ONLY, "none"),
                                attribute("display", "string", false, READ_ONLY, "none"),
                                attribute("type", "string", false, READ_ONLY, "none"))));
        return schema(root, UserDraft.SCHEMA, "User", "Somebody who works here", attributes);
    }

    private static Map<String, Object> group(String root) {
        List<Map<String, Object>> attributes = new ArrayList<>();
        attributes.add(attribute("displayName", "string", true, READ_WRITE, "server"));
        attributes.add(
                complex(
                        "members",
                        true,
                        READ_WRITE,
                        List.of(
                                attribute("value", "string", true, "immutable", "none"),
                                attribute("$ref", "reference", false, READ_ONLY, "none"),
                                attribute("display", "string", false, READ_ONLY, "none"),
                                attribute("type", "string", false, READ_ONLY, "none"))));
        return schema(
                root, GroupDraft.SCHEMA, "Group", "People who get the same roles", attributes);
    }

    private static Map<String, Object> schema(
            String root,
            String id,
            String name,
            String description,
            List<Map<String, Object>> attributes) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("schemas", List.of(SCHEMA));
        all.put("id", id);
        all.put("name", name);
        all.put("description", description);
        all.put("attributes", attributes);
        all.put("meta", meta("Schema", root + "/Schemas/" + id));
        return all;
    }

    private static Map<String, Object> attribute(
            String name, String type, boolean required, String mutability, String uniqueness) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", name);
        all.put("type", type);
        all.put("multiValued", false);
        all.put("required", required);
        all.put("caseExact", false);
        all.put("mutability", mutability);
        all.put("returned", "default");
        all.put("uniqueness", uniqueness);
        return all;
    }

    private static Map<String, Object> complex(
            String name, boolean many, String mutability, List<Map<String, Object>> parts) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", name);
        all.put("type", "complex");
        all.put("multiValued", many);
        all.put("required", false);
        all.put("mutability", mutability);
        all.put("returned", "default");
        all.put("uniqueness", "none");
        all.put("subAttributes", parts);
        return all;
    }
}
