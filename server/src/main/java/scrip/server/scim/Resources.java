package scrip.server.scim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Users, groups and lists as SCIM writes them.
///
/// @param root the address of the directory here, without a slash at the end
record Resources(String root) {

    private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    String userAt(UUID id) {
        return root + "/Users/" + id;
    }

    String groupAt(UUID id) {
        return root + "/Groups/" + id;
    }

    Map<String, Object> user(Users.Shown shown) {
        DirectoryStore.User user = shown.user();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("schemas", List.of(UserDraft.SCHEMA));
        all.put("id", user.id().toString());
        put(all, "externalId", user.externalId());
        all.put("userName", user.userName());
        Map<String, Object> name = new LinkedHashMap<>();
        put(name, "formatted", user.formattedName());
        put(name, "familyName", user.familyName());
        put(name, "givenName", user.givenName());
        if (!name.isEmpty()) {
            all.put("name", name);
        }
        put(all, "displayName", user.displayName());
        all.put("active", user.active());
        String email = user.email() == null ? user.userName() : user.email();
        all.put("emails", List.of(Map.of("value", email, "type", "work", "primary", true)));
        List<Map<String, Object>> groups = new ArrayList<>();
        for (GroupStore.Membership in : shown.groups()) {
            Map<String, Object> group = new LinkedHashMap<>();
            group.put("value", in.group().toString());
            group.put("$ref", groupAt(in.group()));
            group.put("display", in.groupName());
            group.put("type", "direct");
            groups.add(group);
        }
        if (!groups.isEmpty()) {
            all.put("groups", groups);
        }
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("resourceType", "User");
        meta.put("created", user.madeAt());
        meta.put("lastModified", user.changedAt());
        meta.put("location", userAt(user.id()));
        meta.put("version", Versions.tag(user.version()));
        all.put("meta", meta);
        return all;
    }

    Map<String, Object> group(Groups.Shown shown) {
        GroupStore.Group group = shown.group();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("schemas", List.of(GroupDraft.SCHEMA));
        all.put("id", group.id().toString());
        put(all, "externalId", group.externalId());
        all.put("displayName", group.displayName());
        List<Map<String, Object>> members = new ArrayList<>();
        for (GroupStore.Membership in : shown.members()) {
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("value", in.user().toString());
            member.put("$ref", userAt(in.user()));
            member.put("display", in.userName());
            member.put("type", "User");
            members.add(member);
        }
        all.put("members", members);
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("resourceType", "Group");
        meta.put("created", group.madeAt());
        meta.put("lastModified", group.changedAt());
        meta.put("location", groupAt(group.id()));
        meta.put("version", Versions.tag(group.version()));
        all.put("meta", meta);
        return all;
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
