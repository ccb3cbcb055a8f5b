package scrip.server.http;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The names of an enum's constants, as requests write them.
final class Choices {

    private static final ClassValue<List<String>> NAMES =
            new ClassValue<>() {
                @Override
                protected List<String> computeValue(Class<?> type) {
                    return Stream.of(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                            .toList();
                }
            };

    private Choices() {}

    /// In lower case with underscores, in the order of the constants.
    static List<String> of(Class<? extends Enum<?>> type) {
        return NAMES.get(type);
    }
}
