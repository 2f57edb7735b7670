package dev.lamplighter.app.command;

import dev.lamplighter.app.access.VerbInvoker;
import dev.lamplighter.app.access.WindowsVerbConnector;
import dev.lamplighter.app.service.ConfigurationDryRun;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.base.CountText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SizeLimitedFile;
import dev.lamplighter.window.crontab.CrontabImport;
import dev.lamplighter.window.crontab.CrontabImportContext;
import dev.lamplighter.window.crontab.ImportedCrontab;
import dev.lamplighter.window.crontab.script.LaunchSources;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.declare.WindowsYamlText;
import dev.lamplighter.window.ec2.InstanceNames;
import dev.lamplighter.window.forecast.OccurrenceForecast;
import dev.lamplighter.window.forecast.OccurrenceForecastText;
import dev.lamplighter.window.forecast.OccurrenceJson;
import dev.lamplighter.window.forecast.PlannedOccurrence;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/**
 * Checks, forecasts and imports windows: {@code lamplighter windows}. These commands need neither AWS nor the service.
 * Without {@code --file} they take the operators' overrides into account.
 */
@Command(
        name = "windows",
        description = "Shows what the windows do and will do, and changes it.",
        mixinStandardHelpOptions = true)
public final class WindowsCommand extends WindowVerbCommands {
    /** The beginning of a line that reports something odd rather than a mistake. */
    private static final String REMARK = "remark: ";

    private static final Duration FORTNIGHT = Duration.ofDays(14);

    private final InstantSource clock = InstantSource.system();

    @Command(
            name = "validate",
            description = "Reports each mistake in one line; exit code 1 if there is any.",
            mixinStandardHelpOptions = true)
    int validate(
            @Mixin WindowsFileOption options,
            @Option(
                            names = "--aws",
                            description =
                                    "Has the running service ask EC2, too, whether it would launch what is declared.")
                    boolean aws)
            throws IOException {
        ParsedWindowsFile declared = withHooksFound(read(options), options);
        OccurrenceForecast forecast = new OccurrenceForecast(declared.windows());
        Instant now = clock.instant();
        OccurrenceForecastText text = new OccurrenceForecastText(now);
        declared.windows().forEach(window -> out().println(text.next(window, forecast.next(window, now))));
        out().println(CountText.of(declared.windows().size(), "window") + ", "
                + CountText.of(declared.problems().size(), "problem"));
        int told = tell(declared);
        return aws ? Math.max(told, launches(options)) : told;
    }

    /** The exit code: 1 if EC2 would refuse anything. */
    private int launches(WindowsFileOption options) throws IOException {
        try (VerbInvoker windows = WindowsVerbConnector.running(options.ofService())) {
            List<String> lines = windows.call("windows validate-launches", Map.of());
            lines.forEach(out()::println);
            return lines.size() > 1 ? 1 : 0;
        }
    }

    @Command(
            name = "next",
            description = "The occurrences that come next, those under way first.",
            mixinStandardHelpOptions = true)
    int next(
            @Parameters(arity = "0..1", defaultValue = "10", description = "How many; default 10.") int count,
            @Mixin WindowsFileOption options,
            @Option(names = "--json", description = AS_JSON) boolean json)
            throws IOException {
        if (count < 1 || count > OccurrenceForecast.MOST) {
            throw new ParameterException(
                    spec.commandLine(), "how many: from 1 to " + OccurrenceForecast.MOST + ", got " + count);
        }
        ParsedWindowsFile declared = read(options);
        Optional<List<String>> answer =
                answer(options, json ? "next-json" : "next", Map.of("n", Integer.toString(count)));
        Instant now = clock.instant();
        List<PlannedOccurrence> next =
                answer.isPresent() ? List.of() : new OccurrenceForecast(declared.windows()).next(count, now);
        if (json) {
            List<String> object = answer.orElseGet(() -> List.of(OccurrenceJson.answer(next, now, InstanceNames.NONE)));
            out().println(JsonAnswer.of(object, declared.problems()));
        } else {
            answer.orElseGet(() -> sentences(next, now)).forEach(out()::println);
        }
        return tell(declared);
    }

    private static List<String> sentences(List<PlannedOccurrence> next, Instant now) {
        return next.isEmpty()
                ? List.of("No window opens, as far ahead as the calendar goes.")
                : next.stream().map(new OccurrenceForecastText(now)::sentence).toList();
    }

    @Command(
            name = "plan",
            description = "Every occurrence that overlaps a time; by default the next fortnight.",
            mixinStandardHelpOptions = true)
    int plan(
            @Mixin WindowsFileOption options,
            @Option(names = "--from", paramLabel = "TIME", description = MOMENT) @Nullable String from,
            @Option(names = "--to", paramLabel = "TIME", description = MOMENT) @Nullable String to,
            @Option(names = "--json", description = "An array of window, start and end, in UTC.") boolean json)
            throws IOException {
        Instant begin = from == null ? clock.instant() : TimeOption.parse(from, spec);
        Instant end = to == null ? begin.plus(FORTNIGHT) : TimeOption.parse(to, spec);
        if (!end.isAfter(begin)) {
            throw new ParameterException(spec.commandLine(), "--to must be after --from, got " + begin + " to " + end);
        }
        ParsedWindowsFile declared = read(options);
        Optional<List<String>> answer =
                answer(options, json ? "plan-json" : "plan", Map.of("from", begin.toString(), "to", end.toString()));
        if (answer.isPresent()) {
            answer.get().forEach(out()::println);
            return tell(declared);
        }
        List<PlannedOccurrence> foreseen = new OccurrenceForecast(declared.windows()).plan(begin, end);
        if (json) {
            out().println(OccurrenceJson.plan(foreseen));
        } else {
            OccurrenceForecastText text = new OccurrenceForecastText(clock.instant());
            foreseen.forEach(one -> out().println(text.sentence(one)));
            out().println(OccurrenceForecastText.sum(foreseen));
        }
        return tell(declared);
    }

    @Command(
            name = "import-crontab",
            description =
                    "Writes the windows.yaml that does what a crontab does; exit code 1 if anything of it is left out.",
            mixinStandardHelpOptions = true)
    int importCrontab(
            @Parameters(paramLabel = "FILE", description = "As crontab -l prints it.") Path file,
            @Option(
                            names = "--zone",
                            paramLabel = "ZONE",
                            description = "IANA time zone of the crontab's machine; default this machine's.")
                    @Nullable
                    ZoneId zone,
            @Option(
                            names = "--scripts",
                            paramLabel = "FOLDER",
                            description = "With the scripts that the crontab runs, to take over what they launch and"
                                    + " terminate.")
                    @Nullable
                    Path scripts,
            @Option(
                            names = "--packages",
                            paramLabel = "FOLDER",
                            description =
                                    "With the startup packages that these scripts send, as windows.yaml is to name it.")
                    @Nullable
                    Path packages)
            throws IOException {
        ZoneId machine = zone == null ? ZoneId.systemDefault() : zone;
        LocalDate today = clock.instant().atZone(machine).toLocalDate();
        ImportedCrontab imported = CrontabImport.of(
                SizeLimitedFile.text(file, SizeLimitedFile.LARGEST_BYTES),
                new CrontabImportContext(
                        file.toString(), machine, zone != null, today, LaunchSources.of(scripts, packages)));
        out().print(imported.yaml());
        return tell(imported.leftOut(), imported.remarks());
    }

    /**
     * The answer of the running service, or the one it would give with the state that it left behind.
     *
     * @return empty when a file is named, or when there is no state yet; then only the declaration counts
     */
    private static Optional<List<String>> answer(WindowsFileOption options, String word, Map<String, String> values)
            throws IOException {
        Optional<Configuration> stateful = options.isFileNamed()
                ? Optional.empty()
                : Optional.of(options.ofService()).filter(WindowsVerbConnector::hasState);
        if (stateful.isEmpty()) {
            return Optional.empty();
        }
        try (VerbInvoker windows = WindowsVerbConnector.open(stateful.get())) {
            return Optional.of(windows.call("windows " + word, values));
        }
    }

    private ParsedWindowsFile read(WindowsFileOption options) {
        return WindowsYamlText.read(options.declaration()).declared(clock.instant(), options.calendars());
    }

    /**
     * The declaration with the problems of hooks whose routes are missing. All route files must be read for that, which
     * takes a moment.
     */
    private static ParsedWindowsFile withHooksFound(ParsedWindowsFile declared, WindowsFileOption options) {
        if (declared.windows().stream()
                .allMatch(window -> window.windowPolicy().hooks().all().isEmpty())) {
            return declared;
        }
        List<Problem> problems = new ArrayList<>(declared.problems());
        problems.addAll(new ConfigurationDryRun(options.withFile().with("panel.type", "none")).missingHooks());
        return new ParsedWindowsFile(declared.windows(), problems, declared.remarks(), declared.fetched());
    }

    /** Prints the problems to standard error, so that they never mix with an answer for a program. */
    private int tell(ParsedWindowsFile declared) {
        return tell(declared.problems(), declared.remarks());
    }

    private int tell(List<Problem> problems, List<Problem> remarks) {
        out().flush();
        PrintWriter err = spec.commandLine().getErr();
        problems.forEach(problem -> err.println(problem.line()));
        remarks.forEach(remark -> err.println(REMARK + remark.line()));
        err.flush();
        return problems.isEmpty() ? 0 : 1;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static final String MOMENT = "As in 2026-12-24T14:00:00Z, or 2026-12-24T14:00 or 2026-12-24 in UTC.";
}
