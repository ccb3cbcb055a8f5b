package scrip.server.http;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The names of an enum's constants, as the contract has them. Requests may write them in either
/// case.
public final class Choices {

    private static final ClassValue<List<String>> NAMES =
            new ClassValue<>() {
                @Override
                protected List<String> computeValue(Class<?> type) {
                    return Stream.of(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .toList();
                }
            };

    private Choices() {}

    /// In the order of the constants.
    public static List<String> of(Class<? extends Enum<?>> type) {
        return NAMES.get(type);
    }

    /// The constant with that name; null if there is none.
    public static <E extends Enum<E>> @Nullable E read(Class<E> type, String text) {
        // Some letters beyond ASCII have an ASCII letter for their capital.
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        int index = ascii ? of(type).indexOf(text.toUpperCase(Locale.ROOT)) : -1;
        return index < 0 ? null : type.getEnumConstants()[index];
    }
}
