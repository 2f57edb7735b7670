package dev.lamplighter.app.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Parses times as they are written on the command line. */
final class TimeOption {
    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));

    private TimeOption() {}

    /** Parses an ISO time with offset, a local time taken as UTC, or a date taken as its midnight in UTC. */
    static Instant parse(String text, CommandSpec spec) {
        for (Function<String, Instant> form : FORMS) {
            try {
                return form.apply(text);
            } catch (DateTimeException e) {
                // the next form, or the refusal below
            }
        }
        throw new ParameterException(
                spec.commandLine(), "not a time: " + text + "; write it as in 2026-12-24T14:00:00Z");
    }
}
