package scrip.server.http;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import scrip.core.money.CurrenciesInUse;

/// Parses texts in the forms of the contract; null for text of any other form.
public final class Forms {

    /// The form of a currency, for the message of a fault.
    public static final String CURRENCY = "the code of a currency in use today, such as USD";

    private static final Pattern AMOUNT = Pattern.compile("(0|[1-9][0-9]{0,14})([.][0-9]{1,6})?");
    private static final int UUID_CHARACTERS = 36;

    private Forms() {}

    static @Nullable UUID uuid(String text) {
        return text.length() == UUID_CHARACTERS ? UUID.fromString(text) : null;
    }

    /// A currency in use today, by its upper-case code.
    public static @Nullable Currency currency(String code) {
        return CurrenciesInUse.find(code).orElse(null);
    }

    static @Nullable BigDecimal decimal(String text) {
        return AMOUNT.matcher(text).matches() ? new BigDecimal(text) : null;
    }
}
