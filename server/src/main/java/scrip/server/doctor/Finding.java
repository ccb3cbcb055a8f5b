package scrip.server.doctor;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The result of one check.
///
/// @param check what was examined
/// @param text what was found
/// @param advice what to do; null if nothing is to be done
record Finding(String check, Level level, String text, @Nullable String advice) {

    /// How bad it is.
    enum Level {
        OK,
        WARNING,
        FAULT
    }

    static Finding ok(String check, String text) {
        return new Finding(check, Level.OK, text, null);
    }

    static Finding warning(String check, String text, String advice) {
        return new Finding(check, Level.WARNING, text, advice);
    }

    static Finding fault(String check, String text, String advice) {
        return new Finding(check, Level.FAULT, text, advice);
    }

    String line() {
        return "%-8s %-13s %s"
                .formatted(
                        level == Level.FAULT ? "FAULT" : level.name().toLowerCase(Locale.ROOT),
                        check,
                        text + (advice == null ? "" : ": " + advice));
    }
}
