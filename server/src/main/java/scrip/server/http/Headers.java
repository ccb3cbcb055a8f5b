package scrip.server.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The headers that an operation asks for by name, read as the fields of a body are.
public final class Headers {

    private final List<InputFault> faults = new ArrayList<>();
    private final Input fields;

    private Headers(Map<String, JsonNode> sent) {
        this.fields = new Input(InputFault.HEADER, "", sent, faults);
    }

    /// Those of these that a request has.
    public static Headers of(Call call, List<String> names) {
        Map<String, JsonNode> sent = new LinkedHashMap<>();
        for (String name : names) {
            String value = call.header(name);
            if (value != null) {
                sent.put(name, JsonNodeFactory.instance.stringNode(value));
            }
        }
        return new Headers(sent);
    }

    /// Each by its name.
    public Input fields() {
        return fields;
    }

    /// Ends the reading.
    ///
    /// @throws ProblemException with every fault, if there were any
    public void checked() {
        if (!faults.isEmpty()) {
            throw new ProblemException(Problem.of(faults));
        }
    }
}
