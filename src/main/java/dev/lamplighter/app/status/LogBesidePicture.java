package dev.lamplighter.app.status;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.lamplighter.app.status.RunEvents.RunEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the log from scrolling through the picture of a run: until it is closed, what would go to standard error goes to a
 * file, line by line the same, and the last lines to the picture. A configuration of the operator's own is left as it is.
 */
public final class LogBesidePicture implements AutoCloseable {
    /** The name of the appender of standard error. */
    public static final String STANDARD_ERROR = "standard-error";

    /** The file and the one before it: enough to look for what happened, little on an SD card. */
    private static final long BYTES = 1_000_000;

    private final Logger root;
    private final Appender<ILoggingEvent> events;
    private @Nullable Appender<ILoggingEvent> standardError;
    private @Nullable Appender<ILoggingEvent> inFile;

    private LogBesidePicture(Logger root, Appender<ILoggingEvent> events) {
        this.root = root;
        this.events = events;
    }

    /**
     * Begins.
     *
     * @param file where the log goes; empty to leave it on standard error, which is not the terminal of the picture
     */
    public static LogBesidePicture begin(LoggerContext context, RunEvents told, Optional<Path> file) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Appender<ILoggingEvent> before = root.getAppender(STANDARD_ERROR);
        EventAppender events = new EventAppender(told);
        events.setContext(context);
        if (before != null) {
            before.getCopyOfAttachedFiltersList().forEach(events::addFilter);
        }
        events.start();
        LogBesidePicture log = new LogBesidePicture(root, events);
        if (file.isPresent() && before instanceof OutputStreamAppender<ILoggingEvent> console) {
            log.standardError = console;
            log.inFile = inFile(context, file.get(), console);
            root.addAppender(log.inFile);
            root.detachAppender(console);
        }
        root.addAppender(events);
        return log;
    }

    /** Whether the log goes to the file. */
    public boolean isInFile() {
        return inFile != null;
    }

    private static Appender<ILoggingEvent> inFile(
            LoggerContext context, Path file, OutputStreamAppender<ILoggingEvent> like) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(like.getEncoder());
        like.getCopyOfAttachedFiltersList().forEach(appender::addFilter);
        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(file + ".%i");
        rolling.setMinIndex(1);
        rolling.setMaxIndex(1);
        rolling.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(BYTES));
        size.start();
        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(size);
        appender.start();
        return appender;
    }

    /** {@inheritDoc} The log goes to standard error again. */
    @Override
    public void close() {
        if (standardError != null) {
            root.addAppender(standardError);
            standardError = null;
        }
        if (inFile != null) {
            root.detachAppender(inFile);
            inFile.stop();
            inFile = null;
        }
        root.detachAppender(events);
        events.stop();
    }

    /** Remembers what the log says from INFO on. */
    private static final class EventAppender extends AppenderBase<ILoggingEvent> {
        private final RunEvents told;

        private EventAppender(RunEvents told) {
            this.told = told;
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
                RunEvents.Level level = RunEvents.Level.valueOf(event.getLevel().levelStr);
                told.add(new RunEvent(Instant.ofEpochMilli(event.getTimeStamp()), level, event.getFormattedMessage()));
            }
        }
    }
}
