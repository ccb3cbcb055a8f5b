package scrip.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Reads bodies that ask for many things at once. Each costs a unit of work, also one that is no
/// more than bytes.
final class Elements {

    private static final String JSON = "application/json";

    /// The name of what has none, in faults.
    private static final String BARE = "events";

    private Elements() {}

    /// Those of the one field of an object.
    static List<JsonNode> named(
            HttpServletRequest request, Allowance allowance, String name, List<InputFault> faults) {
        JsonNode object = Body.object(read(request, allowance, JSON));
        return array(Input.fieldsOf(object), allowance, name, faults);
    }

    /// Those of an array.
    static List<JsonNode> bare(
            HttpServletRequest request, Allowance allowance, String type, List<InputFault> faults) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put(BARE, read(request, allowance, type));
        return array(fields, allowance, BARE, faults);
    }

    private static JsonNode read(HttpServletRequest request, Allowance allowance, String type) {
        byte[] sent = Body.bytesOf(request, type, Element.BYTES_MAX);
        allowance.raise(Math.min(Element.unitsToRead(sent), allowance.most()));
        return Body.json(sent);
    }

    private static List<JsonNode> array(
            Map<String, JsonNode> fields,
            Allowance allowance,
            String name,
            List<InputFault> faults) {
        Input body = new Input(InputFault.BODY, "", fields, faults);
        List<JsonNode> values = body.array(name, Element.MOST);
        if (values.size() > allowance.most()) {
            body.fault(name, "are more than you may ask at once: at most " + allowance.most());
        } else {
            allowance.raise(values.size());
        }
        body.end();
        return values;
    }
}
