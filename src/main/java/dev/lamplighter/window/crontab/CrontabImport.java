package dev.lamplighter.window.crontab;

import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.crontab.command.CommandFindings;
import dev.lamplighter.window.crontab.command.ShellCommandReader;
import dev.lamplighter.window.crontab.script.LaunchScript;
import dev.lamplighter.window.crontab.script.LaunchScriptReader;
import dev.lamplighter.window.schedule.CronExpression;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a crontab and writes windows that do the same. Every line is either converted, or reported with its place and what
 * to write instead.
 */
public final class CrontabImport {
    private static final Pattern INSTANCE = Pattern.compile("\\bi-[0-9a-f]{8,17}\\b");

    private final CrontabImportContext source;
    private final CrontabNotes notes;
    private final CrontabCallFactory callReader;
    private final List<CrontabEc2Call> calls = new ArrayList<>();
    private final ScriptedLaunches launches;
    /** Instances in commands that are not converted, with the line of the command. */
    private final Map<String, Integer> alsoNamed = new HashMap<>();

    private final Set<String> understood = new LinkedHashSet<>();
    private final Map<String, String> variables = new HashMap<>();
    /** Names that count as users without a remark; others that were taken for users are added. */
    private final Set<String> users = new HashSet<>(
            Set.of("root", "ubuntu", "ec2-user", "admin", "centos", "debian", "fedora", "rocky", "www-data", "nobody"));

    private final SimulationPeriod simulationPeriod;
    /** The time zone of the lines from here on; null if it isn't known. */
    private @Nullable ZoneId zone;

    private boolean isZoneGuessed;
    private boolean isGuessUsed;

    private CrontabImport(CrontabImportContext source) {
        this.source = source;
        this.notes = new CrontabNotes(source.file());
        this.simulationPeriod = new SimulationPeriod(source.today());
        this.callReader = new CrontabCallFactory(simulationPeriod, notes);
        this.launches = new ScriptedLaunches(simulationPeriod, notes);
        this.zone = source.zone();
        this.isZoneGuessed = !source.isZoneSaid();
    }

    /** Converts a crontab to a windows.yaml. */
    public static ImportedCrontab of(String crontab, CrontabImportContext source) {
        CrontabImport reading = new CrontabImport(source);
        String text = crontab.startsWith("\uFEFF") ? crontab.substring(1) : crontab;
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            reading.read(i + 1, lines.get(i));
        }
        return reading.result();
    }

    private void read(int number, String text) {
        CrontabLine line = CrontabLine.of(text);
        if (line instanceof CrontabLine.Setting setting) {
            set(number, setting);
        } else if (line instanceof CrontabLine.Entry entry) {
            read(number, entry);
        } else if (line instanceof CrontabLine.Unreadable unreadable) {
            notes.leftOut(
                    WindowProblemCode.CRONTAB_LINE_UNREADABLE,
                    number,
                    text.strip(),
                    unreadable.why(),
                    unreadable.fix());
        }
    }

    private void set(int number, CrontabLine.Setting setting) {
        if (setting.name().equals("TZ")) {
            notes.remark(
                    number,
                    "TZ=" + setting.value(),
                    "cron passes it to the commands, but uses its own time zone for the times of lines",
                    "write CRON_TZ=" + setting.value() + " instead if this cron does use it");
        }
        if (setting.name().equals("RANDOM_DELAY") && !setting.value().equals("0")) {
            notes.remark(
                    number,
                    "RANDOM_DELAY=" + setting.value(),
                    "cron delays lines at random by up to that many minutes, and windows don't",
                    "nothing to do");
        }
        if (!setting.name().equals("CRON_TZ")) {
            variables.put(setting.name(), setting.value());
            return;
        }
        String id = setting.value().startsWith(":") ? setting.value().substring(1) : setting.value();
        if (id.isEmpty()) {
            zone = source.zone();
            isZoneGuessed = !source.isZoneSaid();
            return;
        }
        isZoneGuessed = false;
        zone = ZoneId.getAvailableZoneIds().contains(id) ? ZoneId.of(id) : null;
        if (zone == null) {
            notes.leftOut(
                    WindowProblemCode.CRONTAB_LINE_UNREADABLE,
                    number,
                    "CRON_TZ=" + setting.value(),
                    "there is no such time zone",
                    "write an IANA zone, as in America/Chicago");
        }
    }

    private void read(int number, CrontabLine.Entry entry) {
        CronExpression cronExpression;
        try {
            cronExpression = CronExpression.parse(entry.fields());
        } catch (IllegalArgumentException e) {
            notes.leftOut(
                    WindowProblemCode.CRONTAB_LINE_UNREADABLE,
                    number,
                    entry.written(),
                    String.valueOf(e.getMessage()),
                    "write five fields and a command, as in 30 8 * * 0 aws ec2 ...");
            return;
        }
        CommandFindings found = ShellCommandReader.read(entry.command(), variables);
        found.leftOut().forEach(part -> {
            notes.leftOut(WindowProblemCode.CRONTAB_COMMAND_UNKNOWN, number, part.what(), part.why(), part.fix());
            INSTANCE.matcher(part.what()).results().forEach(id -> alsoNamed.putIfAbsent(id.group(), number));
        });
        if (found.calls().isEmpty()) {
            if (launch(number, entry, cronExpression, found)) {
                return;
            }
            if (found.leftOut().isEmpty()) {
                notes.leftOut(
                        WindowProblemCode.CRONTAB_COMMAND_UNKNOWN,
                        number,
                        entry.command(),
                        "no call to EC2 that starts, stops or associates is seen in it",
                        entry.command().matches(".*\\.(?:sh|bash)\\b.*")
                                        && source.launchSources().scripts().isEmpty()
                                ? "import with --scripts and the folder of the script, leave the line in cron, or"
                                        + " write the calls that it makes into the crontab"
                                : "leave the line in cron, or write the calls that it makes into the crontab");
            }
            return;
        }
        found.others()
                .forEach(other -> notes.leftOut(
                        WindowProblemCode.CRONTAB_COMMAND_UNKNOWN,
                        number,
                        other,
                        "a window makes only its own calls",
                        "leave it in cron without the calls before and after it, or make it a step of a route"
                                + " of yours"));
        found.unseen()
                .forEach(file -> notes.remarkOnFirst(
                        number,
                        file,
                        "what it sets is not looked at",
                        "see that region and credentials of the window are right"));
        found.user()
                .filter(users::add)
                .ifPresent(name -> notes.remark(
                        number,
                        name,
                        "it is taken as the user column of a system crontab, here and in the lines after it",
                        "leave these lines out where it is a programme"));
        plan(number, entry, cronExpression, found);
    }

    /** Takes over a line that runs scripts which launch or terminate, and nothing else; returns whether it is one. */
    private boolean launch(int number, CrontabLine.Entry entry, CronExpression cronExpression, CommandFindings found) {
        List<LaunchScript> scripts = new ArrayList<>();
        for (String other : found.others()) {
            List<String> words = new ArrayList<>(
                    List.of(other.replaceAll("\\s[0-9]?>.*$", "").strip().split("\\s+")));
            while (words.size() > 1 && words.get(0).matches("(?:\\S*/)?(?:ba|da|k|z)?sh|-\\w+")) {
                words.remove(0);
            }
            String name = words.get(0).replaceFirst(".*/", "");
            if (!source.launchSources().scripts().containsKey(name)) {
                return false;
            }
            scripts.add(
                    LaunchScriptReader.read(name, words.subList(1, words.size()), variables, source.launchSources()));
        }
        boolean isDelayed = entry.command().matches(".*\\bsleep\\b.*");
        boolean isOther = scripts.stream()
                .anyMatch(script -> script.launches().isEmpty()
                        && script.terminates().isEmpty()
                        && script.findings().isEmpty());
        if (scripts.isEmpty()
                || isOther
                || isDelayed
                || zone == null
                || !found.leftOut().isEmpty()) {
            return false;
        }
        isGuessUsed |= isZoneGuessed;
        for (LaunchScript script : scripts) {
            if (launches.add(number, entry.written(), cronExpression, zone, script)) {
                understood.add("line " + number + ": \"" + entry.written() + "\" is " + CronFieldText.of(cronExpression)
                        + ": " + script.name() + script.words());
            }
        }
        return true;
    }

    private void plan(int number, CrontabLine.Entry entry, CronExpression cronExpression, CommandFindings found) {
        if (zone == null) {
            notes.leftOut(
                    WindowProblemCode.CRONTAB_LINE_UNREADABLE,
                    number,
                    entry.written(),
                    "the zone of its time is not known",
                    "correct the line with CRON_TZ before it");
            return;
        }
        isGuessUsed |= isZoneGuessed;
        for (CommandFindings.Call call : found.calls()) {
            callReader.read(number, entry.written(), cronExpression, zone, call).ifPresent(planned -> {
                tellEitherDay(number, entry.written(), cronExpression);
                calls.add(planned);
                String later = planned.delayMinutes() == 0 ? "" : ", and " + planned.delayMinutes() + " minutes later";
                understood.add("line " + number + ": \"" + entry.written() + "\" is " + CronFieldText.of(cronExpression)
                        + later);
            });
        }
    }

    private void tellEitherDay(int number, String written, CronExpression cronExpression) {
        if (cronExpression.takesEitherDay()) {
            notes.remark(
                    number,
                    written,
                    "cron fires on a day that matches either field, day of month or day of week, and so does the"
                            + " window",
                    "write days: first SUN into the window where the first Sunday of a month was meant");
        }
    }

    private ImportedCrontab result() {
        WindowPairing pairing = new WindowPairing(calls, simulationPeriod, notes);
        for (CrontabEc2Call call : calls) {
            if (!pairing.isUsed(call.line()) && !notes.isTold(call.line())) {
                notes.leftOut(
                        WindowProblemCode.CRONTAB_CALLS_WITHOUT_WINDOW,
                        call.line(),
                        call.written(),
                        "the lines that it goes with make no window",
                        "see what is reported about them");
            }
        }
        for (ImportedWindow window : pairing.windows()) {
            window.instances().stream()
                    .filter(alsoNamed::containsKey)
                    .forEach(id -> notes.remark(
                            window.line(),
                            id,
                            "line " + alsoNamed.get(id) + ", which is not taken over, names it too",
                            "see that the window begins and ends when it should without that line"));
        }
        if (isGuessUsed) {
            notes.remarkOnAll(
                    "the crontab names no zone",
                    source.zone() + " is this machine's",
                    "import with --zone if the crontab's machine has another");
        }
        WindowsYamlWriter yaml =
                new WindowsYamlWriter(Stream.of(pairing.windows(), launches.windows(), pairing.guards())
                        .flatMap(List::stream)
                        .toList());
        yaml.tellCredentials(notes);
        return new ImportedCrontab(yaml.text(source.zone(), understood, notes), notes.leftOut(), notes.remarks());
    }
}
