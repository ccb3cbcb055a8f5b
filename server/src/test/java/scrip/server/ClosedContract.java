package scrip.server;

import java.util.Collection;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/// The contract with closed answers. To clients answers are open, so that a later version may add
/// fields; in tests a field that the contract does not have is a fault.
final class ClosedContract {

    private ClosedContract() {}

    static String text() {
        Object contract =
                new Load(LoadSettings.builder().build()).loadFromString(Caller.contract());
        close(contract);
        return JsonMapper.shared().writeValueAsString(contract);
    }

    private static void close(Object part) {
        if (part instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            Map<String, Object> schema = (Map<String, Object>) map;
            // What only generators read: the validator would complain of each.
            schema.keySet().removeIf(name -> name.startsWith("x-"));
            schema.values().forEach(ClosedContract::close);
            // A property may be called "properties": only then it has no type beside it.
            if ("object".equals(schema.get("type")) && schema.containsKey("properties")) {
                schema.putIfAbsent("additionalProperties", false);
            }
        } else if (part instanceof Collection<?> list) {
            list.forEach(ClosedContract::close);
        }
    }
}
