package scrip.client;

import java.util.Locale;

/// Where something is used.
public enum Surface {
    /// By patients.
    PATIENT,
    /// By the people of an organization, who look after it.
    CONSOLE,
    /// By programs.
    API;

    /// As the server takes it.
    String sent() {
        return name().toLowerCase(Locale.ROOT);
    }
}
