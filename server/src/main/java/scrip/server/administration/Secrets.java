package scrip.server.administration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers that have a secret.
final class Secrets {

    private Secrets() {}

    /// An answer for standard output.
    static JsonNode without(JsonNode answer, String secret) {
        JsonNode copy = answer.deepCopy();
        if (copy instanceof ObjectNode fields) {
            JsonNode _ = fields.remove(secret);
        }
        return copy;
    }
}
