package scrip.server.people;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import scrip.server.http.Choices;
import scrip.server.http.Input;

/// Reads the field `roles` of bodies.
public final class RoleFields {

    private RoleFields() {}

    /// One or more roles, each once.
    public static <E extends Enum<E>> Set<E> of(Input body, Class<E> type) {
        List<String> names = Choices.of(type);
        return new TreeSet<>(
                body.each(
                        "roles",
                        names.size(),
                        "one of " + String.join(", ", names),
                        text -> Choices.read(type, text)));
    }
}
