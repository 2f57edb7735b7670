package dev.lamplighter.window.crontab;

import dev.lamplighter.window.schedule.Crontab;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a crontab and writes windows. An instance's start line and the next stop line after it make a window; addresses
 * associated between the two belong to the window whose start came last before. What can't be said as a window is a warning.
 */
public final class CrontabImport {
    private static final Pattern LINE = Pattern.compile("((?:\\S+\\s+){5})(.*)");
    private static final Pattern VARIABLE = Pattern.compile("(\\w+)\\s*=\\s*[\"']?([^\"']*)[\"']?");

    private final List<CrontabLine> lines = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> read = new ArrayList<>();
    private ZoneId zone;
    private boolean zoneSaid;

    private CrontabImport(ZoneId zone, boolean zoneSaid) {
        this.zone = zone;
        this.zoneSaid = zoneSaid;
    }

    /**
     * Turns a crontab into a windows.yaml.
     *
     * @param zone of the machine that the crontab is for, where it has no {@code CRON_TZ} or {@code TZ}
     * @param zoneSaid whether somebody named that zone, rather than its being the zone of this machine
     */
    public static ImportedCrontab of(String crontab, ZoneId zone, boolean zoneSaid) {
        CrontabImport reading = new CrontabImport(zone, zoneSaid);
        List<String> text = crontab.lines().toList();
        for (int i = 0; i < text.size(); i++) {
            reading.readLine(i + 1, text.get(i).strip());
        }
        return reading.result();
    }

    private void readLine(int number, String text) {
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        Matcher variable = VARIABLE.matcher(text);
        if (variable.matches()) {
            readVariable(number, variable.group(1), variable.group(2));
            return;
        }
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            warn(number, "not a crontab line of five fields and a command, left out");
            return;
        }
        List<Ec2Command> commands = Ec2Command.of(line.group(2));
        if (commands.isEmpty()) {
            warn(number, "starts, stops or associates nothing in EC2, left out: " + line.group(2));
            return;
        }
        try {
            Crontab crontab = Crontab.parse(line.group(1));
            commands.forEach(command -> add(number, crontab, line.group(1).strip(), command));
        } catch (IllegalArgumentException e) {
            warn(number, e.getMessage() + ", left out");
        }
    }

    private void readVariable(int number, String name, String value) {
        if (!name.equals("CRON_TZ") && !name.equals("TZ")) {
            return;
        }
        try {
            zone = ZoneId.of(value.strip());
            zoneSaid = true;
        } catch (DateTimeException e) {
            warn(number, "no such time zone: " + value);
        }
    }

    private void add(int number, Crontab crontab, String fields, Ec2Command command) {
        Optional<CrontabLine> line = CrontabLine.of(number, crontab, command);
        if (line.isEmpty()) {
            warn(number, "\"" + fields + "\" is not once a day on days of the week; write this window by hand");
            return;
        }
        command.option("region")
                .ifPresent(region ->
                        warn(number, "--region " + region + ": write region: " + region + " into its window"));
        command.option("profile")
                .ifPresent(profile -> warn(
                        number,
                        "--profile " + profile + ": set AWS_PROFILE for the service, or write role: into its window"));
        if (command.has("allow-reassociation")) {
            warn(number, "an address that another instance holds is reported, never taken away");
        }
        lines.add(line.get());
        read.add("# line " + number + ": \"" + fields + "\" is "
                + DayWords.words(line.get().days()) + " at " + line.get().at());
    }

    private ImportedCrontab result() {
        if (!zoneSaid) {
            warnings.add("the crontab names no zone; " + zone + " is this machine's, change it if the other differs");
        }
        List<ImportedWindow> windows = new LinePairing(lines, this::warn).windows();
        StringBuilder yaml = new StringBuilder("# Written from a crontab.\n");
        read.forEach(line -> yaml.append(line).append('\n'));
        warnings.forEach(warning -> yaml.append("# WARNING ").append(warning).append('\n'));
        yaml.append("defaults: {zone: ").append(zone).append("}\n");
        yaml.append(windows.isEmpty() ? "windows: []\n" : "windows:\n");
        Set<String> names = new HashSet<>();
        for (ImportedWindow window : windows) {
            String name = window.name();
            for (int i = 2; !names.add(name); i++) {
                name = window.name() + "-" + i;
            }
            yaml.append(window.yaml(name));
        }
        return new ImportedCrontab(yaml.toString(), warnings);
    }

    private void warn(int number, String warning) {
        warnings.add("line " + number + ": " + warning);
    }
}
