package scrip.server.signin;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// When the emergency token opens anything.
public enum EmergencyUse {
    /// Until the vendor has an administrator.
    UNTIL_ADMINISTRATOR,
    /// Always, and each request is in the audit log.
    ON,
    /// Never.
    OFF,
    /// Always, and only changes are in the audit log, as those of people are: for tests and
    /// measurements, of which no setting makes one.
    UNRECORDED;

    /// What a setting says.
    ///
    /// @param text `on` or `off`; null or blank for neither
    /// @throws IllegalArgumentException for anything else
    public static EmergencyUse of(@Nullable String text) {
        String said = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        return switch (said) {
            case "" -> UNTIL_ADMINISTRATOR;
            case "on" -> ON;
            case "off" -> OFF;
            default ->
                    throw new IllegalArgumentException(
                            "SCRIP_EMERGENCY_TOKEN is on or off, not '" + said + "'");
        };
    }
}
