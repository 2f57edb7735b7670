package dev.lamplighter.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;

/**
 * One line per event on standard error: standard output stays free for the terminal panel and for answers in JSON. The level
 * of our own is {@code LAMPLIGHTER_LOG}, or INFO. A file named by {@code -Dlogback.configurationFile} replaces all of it.
 *
 * <p>As code, since the parser of logback's XML takes longer to load than many a command takes to run.
 */
public final class StandardErrorLog extends ContextAwareBase implements Configurator {
    private static final String LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} %replace(%msg){'[\\r\\n]+',' '}%n%ex{0}";
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
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(standardError(context));
        OTHERS.forEach((name, level) -> context.getLogger(name).setLevel(level));
        context.getLogger("dev.lamplighter").setLevel(Level.toLevel(System.getenv("LAMPLIGHTER_LOG"), Level.INFO));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context) {
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setContext(context);
        lines.setPattern(LINE);
        lines.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(lines);
        appender.start();
        return appender;
    }
}
