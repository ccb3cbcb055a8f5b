package scrip.server.people;

import java.util.Locale;

/// The languages of the console.
public enum Language {
    EN,
    ZH;

    /// The code in which it is stored and answered.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
