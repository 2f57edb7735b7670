package dev.lamplighter.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One line per event on standard error: standard output stays free for the terminal panel and for answers in JSON. The level
 * of our own is {@code LAMPLIGHTER_LOG}, or INFO; DEBUG adds stack traces, and what Camel says of each message that failed,
 * which {@link dev.lamplighter.app.health.RouteFailures} tells once. A file named by {@code -Dlogback.configurationFile} replaces all of it.
 *
 * <p>As code, since the parser of logback's XML takes longer to load than many a command takes to run.
 */
public final class StandardErrorLog extends ContextAwareBase implements Configurator {
    private static final String LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} %replace(%msg){'[\\r\\n]+',' '}%n";
    private static final Map<String, Level> OTHERS = Map.of(
            "org.apache.camel", Level.WARN,
            "org.quartz", Level.WARN,
            "com.pi4j", Level.OFF); // ten lines for each bus; what matters is in ours

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null
                || StandardErrorLog.class.getResource("/logback-test.xml") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        apply(context, Level.toLevel(System.getenv("LAMPLIGHTER_LOG"), Level.INFO));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** @param level of our own */
    static void apply(LoggerContext context, Level level) {
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(standardError(context, Level.DEBUG.isGreaterOrEqual(level)));
        OTHERS.forEach((name, other) -> context.getLogger(name).setLevel(other));
        context.getLogger("dev.lamplighter").setLevel(level);
    }

    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context, boolean detailed) {
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setContext(context);
        lines.setPattern(LINE + (detailed ? "%ex" : "%ex{0}"));
        lines.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(lines);
        if (!detailed) {
            appender.addFilter(new FailedMessages());
        }
        appender.start();
        return appender;
    }

    /**
     * Leaves out Camel's lines of a message that failed and was not handled: its error handler's, and that of the consumer
     * which began it. Retries and handled failures are logged only where a route asks for it.
     */
    private static final class FailedMessages extends Filter<ILoggingEvent> {
        private static final Pattern LINES = Pattern.compile(
                "Failed delivery for \\(MessageId: .*\\. Exhausted after delivery attempt: .*"
                        + "|(Error processing|Exchange failed)[^\\[]*Exchange\\[.*",
                Pattern.DOTALL);

        @Override
        public FilterReply decide(ILoggingEvent event) {
            String message = event.getFormattedMessage();
            return event.getLoggerName().startsWith("org.apache.camel.")
                            && LINES.matcher(message).matches()
                            && !message.contains("Processed by failure processor: ")
                            && !message.contains("Handled by DeadLetterChannel: ")
                    ? FilterReply.DENY
                    : FilterReply.NEUTRAL;
        }
    }
}
