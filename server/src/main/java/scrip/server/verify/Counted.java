package scrip.server.verify;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/// What is stored, however it is ordered, and how often each of it is. Whoever compares what is
/// stored as a set, or by its key, does not see what is there twice; answers do, which sum it.
final class Counted {

    private Counted() {}

    static <T> Map<T, Long> of(Collection<T> stored) {
        return stored.stream().collect(groupingBy(Function.identity(), counting()));
    }
}
