package scrip.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Which statuses each operation refuses with, by the contract.
final class StatedRefusals {

    /// Any operation may answer these, and none names them: what is asked is not HTTP as it is
    /// spoken here, or something is broken.
    private static final Set<Integer> OF_ANY = Set.of(405, 408, 415, 421, 500, 501, 505);

    private static final List<Operation> ALL = read();

    private record Operation(String method, Pattern path, int parameters, Set<String> statuses) {}

    private StatedRefusals() {}

    /// Whether the operation at a path, if there is one, names that status.
    static boolean has(String method, String path, int status) {
        if (status < 400 || OF_ANY.contains(status)) {
            return true;
        }
        String bare = path.replaceFirst("[?].*", "");
        return ALL.stream()
                .filter(o -> o.method.equals(method) && o.path.matcher(bare).matches())
                .min(Comparator.comparingInt(Operation::parameters))
                .map(o -> o.statuses.contains(Integer.toString(status)))
                .orElse(true);
    }

    private static List<Operation> read() {
        Object contract =
                new Load(LoadSettings.builder().build()).loadFromString(Caller.contract());
        List<Operation> all = new ArrayList<>();
        map(contract, "paths")
                .forEach((path, operations) ->
                        ((Map<?, ?>) operations)
                                .forEach((method, operation) ->
                                        all.add(
                                                of(
                                                        method.toString(),
                                                        path.toString(),
                                                        operation))));
        return List.copyOf(all);
    }

    private static Operation of(String method, String path, Object operation) {
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                Pattern.compile(path.replace(".", "[.]").replaceAll("[{][a-z_]+[}]", "[^/]+")),
                path.split("[{]", -1).length - 1,
                map(operation, "responses").keySet().stream()
                        .map(Object::toString)
                        .collect(Collectors.toSet()));
    }

    private static Map<?, ?> map(Object of, String name) {
        return (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) of).get(name), name);
    }
}
