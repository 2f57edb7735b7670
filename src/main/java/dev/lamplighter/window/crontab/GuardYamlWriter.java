package dev.lamplighter.window.crontab;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the {@code guard:} that stops instances exactly when a crontab line does. */
final class GuardYamlWriter {
    private static final int LONGEST_NAME = 58;

    private GuardYamlWriter() {}

    /**
     * The guard for a line; empty if no guard can do the same, because the line terminates instances or its days follow no
     * pattern.
     *
     * @param on the days on which the instances are off already when the line stops them
     */
    static Optional<Written> of(CrontabEc2Call stop, BitSet on, SimulationPeriod simulationPeriod) {
        if (stop.then().equals("terminate")) {
            return Optional.empty();
        }
        List<Integer> minutes = Arrays.stream(stop.minutes()).boxed().toList();
        boolean isOneDay = minutes.get(0) / CrontabEc2Call.MINUTES_OF_DAY
                == minutes.get(minutes.size() - 1) / CrontabEc2Call.MINUTES_OF_DAY;
        boolean isWritten = stop.delayMinutes() == 0;
        if (!isOneDay || (minutes.size() > 1 && !isWritten)) {
            return Optional.empty();
        }
        return SelectedDays.of(on, simulationPeriod, isWritten ? List.of(stop.cronExpression()) : List.of())
                .flatMap(pattern -> written(pattern, stop, minutes));
    }

    private static Optional<Written> written(SelectedDays pattern, CrontabEc2Call stop, List<Integer> minutes) {
        int first = minutes.get(0) % CrontabEc2Call.MINUTES_OF_DAY;
        String name = pattern.name() + "-" + CronFieldText.time(first).replace(":", "") + "-stop";
        String shortened = name.length() <= LONGEST_NAME
                ? name
                : "dates-" + CronFieldText.time(first).replace(":", "") + "-stop";
        if (minutes.size() == 1 && pattern.days().isPresent()) {
            return Optional.of(new Written(
                    shortened,
                    String.format(
                            Locale.ROOT,
                            "{%s, at: \"%s\"}",
                            WeekdayText.keys(pattern.days().get()),
                            CronFieldText.time(first))));
        }
        if (pattern.fields().isEmpty()) {
            return Optional.empty();
        }
        String times = minutes.size() == 1
                ? first % 60 + " " + first / 60
                : list(stop.cronExpression().minutes()) + " "
                        + list(stop.cronExpression().hours());
        return Optional.of(new Written(shortened, "{cron: \"" + times + " " + pattern.fields() + "\"}"));
    }

    private static String list(List<Integer> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /**
     * A guard in YAML.
     *
     * @param name a suitable name
     */
    record Written(String name, String guard) {}
}
