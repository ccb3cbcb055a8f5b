package scrip.server.people;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import scrip.server.http.Input;

/// Reads the field `roles` of bodies.
public final class RoleFields {

    private RoleFields() {}

    /// One or more roles, each once.
    public static <E extends Enum<E>> Set<E> of(Input body, Class<E> type) {
        E[] constants = type.getEnumConstants();
        List<String> names = Arrays.stream(constants).map(Enum::name).toList();
        return new TreeSet<>(
                body.each(
                        "roles",
                        constants.length,
                        "one of " + String.join(", ", names),
                        text -> {
                            int index = names.indexOf(text.toUpperCase(Locale.ROOT));
                            return index < 0 ? null : constants[index];
                        }));
    }
}
