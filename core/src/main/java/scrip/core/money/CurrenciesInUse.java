package scrip.core.money;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The currencies supported: those that a country of ISO 3166 uses today, according to the JDK.
/// Excluded are withdrawn currencies (`DEM`), the codes for testing (`XTS`) and for no currency
/// (`XXX`), and codes of funds and metals.
public final class CurrenciesInUse {

    private static final Map<String, Currency> BY_CODE = byCode();

    private CurrenciesInUse() {}

    /// The currency with an upper-case code, if a country uses it.
    public static Optional<Currency> find(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    private static Map<String, Currency> byCode() {
        Map<String, Currency> all = new TreeMap<>();
        for (String country : Locale.getISOCountries()) {
            Currency currency = Currency.getInstance(Locale.of("", country));
            if (currency != null && currency.getDefaultFractionDigits() >= 0) {
                all.put(currency.getCurrencyCode(), currency);
            }
        }
        return all;
    }
}
