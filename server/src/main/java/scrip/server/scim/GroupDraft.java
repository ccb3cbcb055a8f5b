package scrip.server.scim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import tools.jackson.databind.JsonNode;

/// A group that is read or changed by what a directory sends. What is faulty is collected.
final class GroupDraft implements Draft {

    static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";

    /// How many members a request may name.
    static final int MEMBERS_MAX = 1_000;

    private static final Set<String> OURS = Set.of("id", "meta", "schemas");
    private static final String MEMBERS = "members";

    private String displayName;
    private @Nullable String externalId;
    private final MemberChange members = new MemberChange();
    private final List<String> faults = new ArrayList<>();
    private int named;

    private GroupDraft(String displayName, @Nullable String externalId) {
        this.displayName = displayName;
        this.externalId = externalId;
    }

    static GroupDraft fresh() {
        return new GroupDraft("", null);
    }

    static GroupDraft of(GroupFields before) {
        return new GroupDraft(before.displayName(), before.externalId());
    }

    /// Takes the whole group, as `POST` and `PUT` send it. Members that it does not speak of stay.
    @Override
    public void whole(JsonNode body) {
        displayName = "";
        for (Map.Entry<String, JsonNode> field : Sent.of(body).entrySet()) {
            AttributePath path = AttributePath.of(field.getKey());
            if (path != null && !field.getValue().isNull()) {
                set(path, field.getValue(), false, true);
            }
        }
        if (displayName.isEmpty() && faults.isEmpty()) {
            faults.add("/displayName: is missing");
        }
    }

    @Override
    public void step(Patch.Step step) {
        AttributePath attribute = step.path().attribute();
        Filter condition = step.path().condition();
        JsonNode value = step.value();
        if (condition != null) {
            if (!attribute.full().equals(MEMBERS) || step.kind() != Patch.Kind.REMOVE) {
                throw ScimType.INVALID_PATH.fault("only members are removed one by one");
            }
            members.take(known(Conditions.values(condition)));
        } else if (step.kind() == Patch.Kind.REMOVE) {
            remove(attribute, value, step.named());
        } else if (value != null) {
            set(attribute, value, step.named(), step.kind() == Patch.Kind.REPLACE);
        }
    }

    private void set(AttributePath path, JsonNode value, boolean isNamed, boolean anew) {
        String schema = path.schema();
        if (OURS.contains(path.name())) {
            if (isNamed) {
                throw ScimType.MUTABILITY.fault(path.name() + ": is set by this server alone");
            }
            return;
        }
        switch (schema == null || schema.equalsIgnoreCase(SCHEMA) ? path.full() : "") {
            case "displayname" -> {
                String text = text(value, "displayName");
                displayName = text == null ? displayName : text;
            }
            case "externalid" -> externalId = text(value, "externalId");
            case MEMBERS -> {
                Set<UUID> sent = members(value);
                if (anew) {
                    members.replace(sent);
                } else {
                    members.add(sent);
                }
            }
            default -> {
                if (isNamed) {
                    throw ScimType.INVALID_PATH.fault(path.full() + ": is not known here");
                }
            }
        }
    }

    /// Without a value all members go; with one, those that it names, and nobody if it names none.
    private void remove(AttributePath path, @Nullable JsonNode value, boolean isNamed) {
        switch (path.full()) {
            case MEMBERS -> {
                if (value == null) {
                    members.replace(Set.of());
                } else {
                    members.take(known(ids(value)));
                }
            }
            case "externalid" -> externalId = null;
            case "displayname" -> throw ScimType.MUTABILITY.fault("displayName: cannot be removed");
            default -> {
                if (isNamed) {
                    throw ScimType.INVALID_PATH.fault(path.full() + ": is not known here");
                }
            }
        }
    }

    private @Nullable String text(JsonNode value, String at) {
        String text = Sent.text(Sent.single(value), UserDraft.TEXT_CHARACTERS_MAX);
        if (text == null) {
            faults.add(
                    "/%s: write a text of 1 to %d characters without control characters"
                            .formatted(at, UserDraft.TEXT_CHARACTERS_MAX));
        }
        return text;
    }

    private Set<UUID> members(JsonNode value) {
        Set<UUID> all = new LinkedHashSet<>();
        for (String id : ids(value)) {
            UUID read = Ids.of(id);
            if (read == null) {
                faults.add("/members: no user here has the id " + Sent.cut(id));
            } else {
                all.add(read);
            }
        }
        return all;
    }

    /// Those of the ids that could be somebody's: whoever is unknown is no member already.
    private static Set<UUID> known(Set<String> ids) {
        Set<UUID> all = new LinkedHashSet<>();
        for (String id : ids) {
            UUID read = Ids.of(id);
            if (read != null) {
                all.add(read);
            }
        }
        return all;
    }

    /// The ids of an array of members, or of one.
    private Set<String> ids(JsonNode value) {
        List<JsonNode> each = value.isArray() ? List.copyOf(value.values()) : List.of(value);
        named += each.size();
        if (named > MEMBERS_MAX) {
            throw new ProblemException(
                    ProblemCode.BODY_TOO_LARGE,
                    "name at most " + MEMBERS_MAX + " members in a request");
        }
        Set<String> all = new LinkedHashSet<>();
        for (JsonNode one : each) {
            JsonNode type = one.isObject() ? Sent.of(one).get("type") : null;
            JsonNode id = one.isObject() ? Sent.of(one).get("value") : one;
            if (type != null && "group".equalsIgnoreCase(type.asString(""))) {
                faults.add("/members: a group has users as members, no groups");
            } else if (id == null || !id.isString()) {
                faults.add("/members: write each as {\"value\": \"the id of a user\"}");
            } else {
                all.add(id.stringValue());
            }
        }
        return all;
    }

    /// The group.
    ///
    /// @throws ProblemException with everything that is wrong
    GroupFields checked() {
        if (!faults.isEmpty()) {
            throw ScimType.INVALID_VALUE.fault(Sent.told(faults));
        }
        return new GroupFields(displayName, externalId);
    }

    MemberChange members() {
        return members;
    }
}
