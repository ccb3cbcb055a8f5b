package scrip.server.scim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.http.EntityTags;

/// Users, groups and lists as SCIM writes them.
///
/// @param root the address of the directory here, without a slash at the end
record Resources(String root) {

    private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    private String userAt(UUID id) {
        return root + "/Users/" + id;
    }

    private String groupAt(UUID id) {
        return root + "/Groups/" + id;
    }

    String at(Stored stored) {
        return switch (stored) {
            case DirectoryStore.User user -> userAt(user.id());
            case GroupStore.Group group -> groupAt(group.id());
        };
    }

    Map<String, Object> of(ResourceKind.Shown shown) {
        return switch (shown.stored()) {
            case DirectoryStore.User user -> user(user, shown.memberships());
            case GroupStore.Group group -> group(group, shown.memberships());
        };
    }

    private Map<String, Object> user(DirectoryStore.User user, List<GroupStore.Membership> in) {
        UserFields fields = user.fields();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("schemas", List.of(UserDraft.SCHEMA));
        all.put("id", user.id().toString());
        put(all, "externalId", fields.externalId());
        all.put("userName", fields.userName());
        Map<String, Object> name = new LinkedHashMap<>();
        put(name, "formatted", fields.formattedName());
        put(name, "familyName", fields.familyName());
        put(name, "givenName", fields.givenName());
        if (!name.isEmpty()) {
            all.put("name", name);
        }
        put(all, "displayName", fields.displayName());
        all.put("active", fields.active());
        String email = fields.email() == null ? fields.userName() : fields.email();
        all.put("emails", List.of(Map.of("value", email, "type", "work", "primary", true)));
        if (!in.isEmpty()) {
            all.put(
                    "groups",
                    in.stream()
                            .map(m ->
                                    reference(
                                            m.group(), groupAt(m.group()), m.groupName(), "direct"))
                            .toList());
        }
        all.put("meta", meta("User", user));
        return all;
    }

    private Map<String, Object> group(GroupStore.Group group, List<GroupStore.Membership> members) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("schemas", List.of(GroupDraft.SCHEMA));
        all.put("id", group.id().toString());
        put(all, "externalId", group.fields().externalId());
        all.put("displayName", group.fields().displayName());
        all.put(
                "members",
                members.stream()
                        .map(m -> reference(m.user(), userAt(m.user()), m.userName(), "User"))
                        .toList());
        all.put("meta", meta("Group", group));
        return all;
    }

    private static Map<String, Object> reference(UUID id, String at, String display, String type) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("value", id.toString());
        all.put("$ref", at);
        all.put("display", display);
        all.put("type", type);
        return all;
    }

    private Map<String, Object> meta(String type, Stored stored) {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("resourceType", type);
        meta.put("created", stored.madeAt());
        meta.put("lastModified", stored.changedAt());
        meta.put("location", at(stored));
        meta.put("version", EntityTags.of(stored.version()));
        return meta;
    }

    private static void put(Map<String, Object> all, String name, @Nullable Object value) {
        if (value != null) {
            all.put(name, value);
        }
    }

    /// A list, or a part of one.
    static Map<String, Object> list(long total, long start, List<Map<String, Object>> resources) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("schemas", List.of(LIST));
        all.put("totalResults", total);
        all.put("startIndex", start);
        all.put("itemsPerPage", resources.size());
        all.put("Resources", resources);
        return all;
    }
}
