package scrip.server.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;

/// Log lines as JSON, one object each.
final class JsonLines extends EncoderBase<ILoggingEvent> {

    private final JsonWriter<ILoggingEvent> writer =
            JsonWriter.<ILoggingEvent>of(JsonLines::members).withNewLineAtEnd();

    private static void members(JsonWriter.Members<ILoggingEvent> line) {
        line.add("time", event -> event.getInstant().toString());
        line.add("level", event -> event.getLevel().toString());
        line.add("logger", ILoggingEvent::getLoggerName);
        line.add("thread", ILoggingEvent::getThreadName);
        line.add("message", ILoggingEvent::getFormattedMessage);
        for (LogFields.Field field : LogFields.Field.values()) {
            line.add(
                            field.name().toLowerCase(Locale.ROOT),
                            event -> event.getMDCPropertyMap().get(field.name))
                    .whenNotNull();
        }
        line.add("exception", event -> thrown(event.getThrowableProxy())).whenNotNull();
    }

    private static @Nullable String thrown(@Nullable IThrowableProxy thrown) {
        return thrown == null ? null : ThrowableProxyUtil.asString(thrown);
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return writer.write(event).toByteArray(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
