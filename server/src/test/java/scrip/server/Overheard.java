package scrip.server;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// The log lines of a logger, and of those below it, while this is open.
public final class Overheard implements AutoCloseable {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    private Overheard(Logger logger) {
        this.logger = logger;
    }

    /// Begins to listen.
    ///
    /// @param name of the logger
    public static Overheard of(String name) {
        Overheard overheard = new Overheard((Logger) LoggerFactory.getLogger(name));
        // They are read while other threads log.
        overheard.lines.list = new CopyOnWriteArrayList<>();
        overheard.lines.start();
        overheard.logger.addAppender(overheard.lines);
        return overheard;
    }

    /// What was logged so far.
    public List<ILoggingEvent> events() {
        return List.copyOf(lines.list);
    }

    /// The messages logged so far, each behind its level.
    public List<String> messages() {
        return events().stream().map(e -> e.getLevel() + " " + e.getFormattedMessage()).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(lines);
    }
}
