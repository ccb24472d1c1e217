package dev.waybill.sink;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What a class logs at level info and above, until it is closed. */
final class LoggedLines extends AbstractAppender implements AutoCloseable {
    private final Logger logger;
    private final List<LogEvent> events = new CopyOnWriteArrayList<>();

    private LoggedLines(Logger logger) {
        super("logged", null, null, true, Property.EMPTY_ARRAY);
        this.logger = logger;
    }

    static LoggedLines of(Class<?> type) {
        Configurator.setLevel(type.getName(), Level.INFO);
        LoggedLines lines = new LoggedLines((Logger) LogManager.getLogger(type));
        lines.start();
        lines.logger.addAppender(lines);
        return lines;
    }

    @Override
    public void append(LogEvent event) {
        events.add(event.toImmutable());
    }

    /** In their order. */
    List<LogEvent> events() {
        return events;
    }

    @Override
    public void close() {
        logger.removeAppender(this);
        stop();
        Configurator.reconfigure();
    }
}
