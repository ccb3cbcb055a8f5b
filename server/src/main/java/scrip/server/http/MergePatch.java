package scrip.server.http;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Changes in part (RFC 7396): what a patch leaves out stays, what it says is null goes, anything
/// else replaces what was there; of an object its own parts.
final class MergePatch {

    static final String TYPE = "application/merge-patch+json";

    private MergePatch() {}

    static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        if (target.isObject()) {
            target.properties().forEach(e -> merged.set(e.getKey(), e.getValue()));
        }
        for (Map.Entry<String, JsonNode> each : patch.properties()) {
            if (each.getValue().isNull()) {
                merged.remove(each.getKey());
            } else {
                merged.set(each.getKey(), merged(merged.path(each.getKey()), each.getValue()));
            }
        }
        return merged;
    }
}
