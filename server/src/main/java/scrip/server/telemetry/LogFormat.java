package scrip.server.telemetry;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// The form of log lines: text for people, or JSON for whoever collects them.
public final class LogFormat {

    /// The setting that says it.
    public static final String SETTING = "SCRIP_LOG";

    private static final String APPENDER = "STDERR";

    private LogFormat() {}

    /// Whether a setting asks for JSON.
    ///
    /// @param form `text`, which is also that of null, or `json`
    /// @throws IllegalArgumentException for another
    public static boolean isJson(@Nullable String form) {
        String asked = form == null ? "" : form.strip();
        return switch (asked) {
            case "", "text" -> false;
            case "json" -> true;
            default ->
                    throw new IllegalArgumentException(
                            SETTING + " is text or json, not '" + asked + "'");
        };
    }

    /// Logs as JSON from now on.
    static void json() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        if (context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER)
                instanceof ConsoleAppender<ILoggingEvent> lines) {
            lines.stop();
            lines.setEncoder(encoder(context));
            lines.start();
        }
    }

    /// Makes lines of JSON.
    static Encoder<ILoggingEvent> encoder(LoggerContext context) {
        JsonLines encoder = new JsonLines();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
