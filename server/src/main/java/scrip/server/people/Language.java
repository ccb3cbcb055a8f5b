package scrip.server.people;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The languages of the console.
public enum Language {
    EN,
    ZH;

    /// The language with that code; null if there is none.
    static @Nullable Language of(String code) {
        return Arrays.stream(values()).filter(l -> l.code().equals(code)).findFirst().orElse(null);
    }

    /// The code in which it is stored and answered.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
