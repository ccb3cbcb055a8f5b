package scrip.server.scim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scrip.server.http.ProblemCode;
import scrip.server.http.ProblemException;
import tools.jackson.databind.JsonNode;

/// The steps of a `PATCH` (RFC 7644, 3.5.2), as they are sent: the names of steps in any case, a
/// value without a path as an object whose names are paths.
public record Patch(List<Step> steps) {

    static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    static final int STEPS_MAX = 200;

    /// What a step does.
    enum Kind {
        ADD,
        REPLACE,
        REMOVE
    }

    /// One step about one path.
    ///
    /// @param value null for none
    /// @param named whether the path was sent as such, rather than as a name in a value
    record Step(Kind kind, PatchPath path, @Nullable JsonNode value, boolean named) {}

    /// Reads the body of a request.
    ///
    /// @throws ProblemException if it is none
    static Patch of(JsonNode body) {
        JsonNode operations = Sent.of(body).get("operations");
        if (operations == null || !operations.isArray() || operations.isEmpty()) {
            throw ScimType.INVALID_SYNTAX.fault("/Operations: write an array of 1 or more");
        }
        if (operations.size() > STEPS_MAX) {
            throw tooMany();
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            read(operations.get(i), "/Operations/" + i, steps);
            if (steps.size() > STEPS_MAX) {
                throw tooMany();
            }
        }
        return new Patch(List.copyOf(steps));
    }

    /// Reads a body and does what it says to a user and to a group whom nobody keeps.
    ///
    /// @throws ProblemException if one of them cannot be changed so
    public static void check(JsonNode body) {
        Patch patch = of(body);
        GroupDraft group = GroupDraft.of(new GroupFields("Group", null));
        UserDraft user =
                UserDraft.of(
                        new UserFields("user@a.example", null, null, null, null, null, null, true));
        for (Step step : patch.steps) {
            boolean ofGroup = step.path().attribute().name().equals("members");
            (ofGroup ? group : user).step(step);
        }
        group.checked();
        user.checked();
    }

    /// Does the steps.
    void change(Draft draft) {
        steps.forEach(draft::step);
    }

    private static ProblemException tooMany() {
        return new ProblemException(
                ProblemCode.BODY_TOO_LARGE, "send at most " + STEPS_MAX + " operations at once");
    }

    private static void read(JsonNode operation, String at, List<Step> steps) {
        if (!operation.isObject()) {
            throw ScimType.INVALID_SYNTAX.fault(at + ": write an object");
        }
        Map<String, JsonNode> fields = Sent.of(operation);
        Kind kind = kind(fields.get("op"), at);
        JsonNode path = fields.get("path");
        JsonNode value = fields.get("value");
        if (path != null && !path.isNull()) {
            if (!path.isString()) {
                throw ScimType.INVALID_PATH.fault(at + "/path: write a text");
            }
            steps.add(step(kind, FilterParser.path(path.stringValue()), value, true, at));
        } else if (kind == Kind.REMOVE) {
            throw ScimType.NO_TARGET.fault(at + "/path: say what is to be removed");
        } else if (value == null || !value.isObject()) {
            throw ScimType.INVALID_VALUE.fault(at + "/value: without a path, write an object");
        } else {
            for (Map.Entry<String, JsonNode> each : value.properties()) {
                PatchPath named = FilterParser.path(each.getKey());
                steps.add(step(kind, named, each.getValue(), false, at));
            }
        }
    }

    /// A step whose value is there if it needs one. To set an attribute to null is to remove it.
    private static Step step(
            Kind kind, PatchPath path, @Nullable JsonNode value, boolean named, String at) {
        if (value != null && value.isNull()) {
            // Nothing is not everything: whoever is to leave is named, or the value left out.
            if (kind == Kind.ADD || path.attribute().name().equals("members")) {
                throw ScimType.INVALID_VALUE.fault(at + "/value: is null");
            }
            return new Step(Kind.REMOVE, path, null, named);
        }
        if (kind != Kind.REMOVE && value == null) {
            throw ScimType.INVALID_VALUE.fault(at + "/value: is missing");
        }
        return new Step(kind, path, value, named);
    }

    private static Kind kind(@Nullable JsonNode op, String at) {
        String text = op == null || !op.isString() ? "" : op.stringValue();
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "add" -> Kind.ADD;
            case "replace" -> Kind.REPLACE;
            case "remove" -> Kind.REMOVE;
            default ->
                    throw ScimType.INVALID_SYNTAX.fault(at + "/op: write add, replace or remove");
        };
    }
}
