package scrip.server.http;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import scrip.core.money.CurrenciesInUse;

/// The limits of fields that many operations have, and the forms of their texts; what is parsed is
/// null for text of any other form.
public final class Forms {

    public static final int NAME_CHARACTERS_MAX = 200;
    public static final int NOTE_CHARACTERS_MAX = 2_000;

    /// The years of a term: more than from 1970 to 2500, in which every term ends (C8).
    public static final int YEARS_MAX = 600;

    public static final int MONTHS_MAX = YEARS_MAX * 12;

    /// The form of a currency, for the message of a fault.
    public static final String CURRENCY = "the code of a currency in use today, such as USD";

    private static final Pattern AMOUNT = Pattern.compile("(0|[1-9][0-9]{0,14})([.][0-9]{1,6})?");
    private static final int UUID_CHARACTERS = 36;
    private static final Instant LATEST = Instant.parse("2501-01-01T00:00:00Z");

    private Forms() {}

    static @Nullable UUID uuid(String text) {
        return text.length() == UUID_CHARACTERS ? UUID.fromString(text) : null;
    }

    /// An instant with an offset, from 1970 to 2500, truncated to microseconds.
    public static @Nullable Instant instant(String text) {
        Instant at = OffsetDateTime.parse(text).toInstant();
        boolean within = !at.isBefore(Instant.EPOCH) && at.isBefore(LATEST);
        return within ? at.truncatedTo(ChronoUnit.MICROS) : null;
    }

    /// A currency in use today, by its upper-case code.
    public static @Nullable Currency currency(String code) {
        return CurrenciesInUse.find(code).orElse(null);
    }

    static @Nullable BigDecimal decimal(String text) {
        return AMOUNT.matcher(text).matches() ? new BigDecimal(text) : null;
    }
}
