package dev.lamplighter.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.pattern.DynamicConverter;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import dev.lamplighter.app.status.LogBesidePicture;
import dev.lamplighter.base.VisibleText;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Configures logging: one line per event on standard error, so that standard output stays free for the terminal panel and
 * for answers in JSON. {@code LAMPLIGHTER_LOG} sets the level of this project's classes and of the {@code log} steps of
 * routes; the default is INFO, and WARN for commands that only answer. Libraries log warnings only. DEBUG adds stack traces, and what Camel logs about each message
 * that failed, which {@link dev.lamplighter.app.health.RouteFailureLog} reports once. A file named by
 * {@code -Dlogback.configurationFile} replaces this configuration.
 *
 * <p>The name of a class is shown without its package. The id of a route, or any other logger that a {@code log} step names,
 * is shown in full.
 *
 * <p>It is written as code because logback's XML parser takes longer to load than most commands take to run.
 */
public final class StandardErrorLog extends ContextAwareBase implements Configurator {
    private static final String OURS = "dev.lamplighter";

    /**
     * The packages of libraries. Each has at least two parts, so that it can't be the id of a route. Every jar on the class
     * path must be covered by one of them.
     */
    static final List<String> LIBRARIES = List.of(
            "ch.qos",
            "com.amazonaws",
            "com.fasterxml",
            "com.github",
            "com.google",
            "com.mchange",
            "com.pi4j",
            "com.sun",
            "com.zaxxer",
            "io.airlift",
            "io.netty",
            "jakarta.activation",
            "jakarta.mail",
            "jakarta.servlet",
            "jakarta.xml",
            "javax.annotation",
            "javax.management",
            "org.antlr",
            "org.apache",
            "org.dmfs",
            "org.eclipse",
            "org.gaul",
            "org.glassfish",
            "org.h2",
            "org.jolokia",
            "org.jspecify",
            "org.locationtech",
            "org.postgresql",
            "org.quartz",
            "org.reactivestreams",
            "org.slf4j",
            "org.snakeyaml",
            "org.springframework",
            "org.xerial",
            "org.yaml",
            "shaded.parquet",
            "software.amazon");

    /** Pi4J logs ten lines for each bus; this project's own lines say what matters. */
    private static final String SILENT = "com.pi4j";

    private static final String LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %replace(%logger){'" + packages() + "',''} %msg%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null
                || StandardErrorLog.class.getResource("/logback-test.xml") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        apply(context, Level.toLevel(System.getenv("LAMPLIGHTER_LOG"), Level.INFO));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Leaves out what a service tells of its work, unless a level is asked for; for commands whose answer says it all. */
    static void warningsOnly() {
        if (System.getenv("LAMPLIGHTER_LOG") == null
                && System.getProperty("logback.configurationFile") == null
                && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        }
    }

    /** @param level for this project's classes and the routes */
    static void apply(LoggerContext context, Level level) {
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(standardError(context, Level.DEBUG.isGreaterOrEqual(level)));
        LIBRARIES.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        context.getLogger(SILENT).setLevel(Level.OFF);
    }

    /** The package at the beginning of a class's name, as a regular expression. */
    private static String packages() {
        return Stream.concat(Stream.of(OURS), LIBRARIES.stream())
                .map(name -> name.replace(".", "[.]"))
                .collect(Collectors.joining("|", "^(?:", ")[.](?:.*[.])?"));
    }

    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context, boolean detailed) {
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setContext(context);
        context.putObject(
                CoreConstants.PATTERN_RULE_REGISTRY_FOR_SUPPLIERS,
                Map.<String, Supplier<DynamicConverter<?>>>of("msg", VisibleMessage::new));
        lines.setPattern(LINE + (detailed ? "%ex" : "%ex{0}"));
        lines.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName(LogBesidePicture.STANDARD_ERROR);
        appender.setTarget("System.err");
        appender.setEncoder(lines);
        if (!detailed) {
            appender.addFilter(new FailedMessages());
        }
        appender.start();
        return appender;
    }

    /**
     * Leaves out the two lines that Camel logs for a message that failed and was not handled: one by its error handler, one
     * by the consumer that received it. Retries and handled failures are logged only where a route asks for it.
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

    /** Writes the message in one line. Characters that a terminal would obey or hide are shown by their numbers. */
    private static final class VisibleMessage extends ClassicConverter {
        @Override
        public String convert(ILoggingEvent event) {
            return VisibleText.of(event.getFormattedMessage());
        }
    }
}
