package scrip.server.overview;

import java.util.Locale;
import scrip.core.ledger.Fact;

/// The name of a fact's type in the contract: `ORDER_PLACED` for `OrderPlaced`.
final class FactType {

    private static final ClassValue<String> NAMES =
            new ClassValue<>() {
                @Override
                protected String computeValue(Class<?> type) {
                    return type.getSimpleName()
                            .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                            .toUpperCase(Locale.ROOT);
                }
            };

    private FactType() {}

    static String of(Fact fact) {
        return NAMES.get(fact.getClass());
    }
}
