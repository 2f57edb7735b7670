package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.schedule.CronExpression;
import dev.lamplighter.window.schedule.CrontabSchedule;
import dev.lamplighter.window.schedule.GuardSchedule;
import dev.lamplighter.window.schedule.OneOffSchedule;
import dev.lamplighter.window.schedule.Schedule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Warns of declarations that are allowed but rarely intended: times that are over, zones that are not those of a city,
 * cron's "or".
 */
final class LikelyMistakeCheck {
    private static final int WEEK = 7;
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth");

    private final Instant now;
    private final Problems remarks;

    LikelyMistakeCheck(Instant now, Problems remarks) {
        this.now = now;
        this.remarks = remarks;
    }

    /** Remarks on the zone of a block if it is not that of a city. */
    void zone(YamlMapping block) {
        if (!(block.get("zone") instanceof ScalarNode scalar)) {
            return;
        }
        String name = scalar.getValue();
        try {
            zone(scalar, name, ScalarParsers.zone(name));
        } catch (InvalidValueException e) {
            // an invalid zone has been refused already
        }
    }

    private void zone(Node node, String name, ZoneId zone) {
        boolean isFixed = zone.getRules().isFixedOffset();
        List<String> cities = ZoneAliasTable.cities(name);
        boolean isAwayFromGreenwich = isFixed && !zone.getRules().getOffset(now).equals(ZoneOffset.UTC);
        boolean isOffset = name.matches("(?i)(etc/)?(gmt|utc?)?[+-].*");
        if (cities.isEmpty() && !(isOffset && isAwayFromGreenwich)) {
            return;
        }
        List<String> meant = cities.isEmpty() ? ZoneAliasTable.citiesLike(zone, now) : cities;
        remarks.add(
                node,
                "zone \"" + name + "\"",
                new InvalidValueException(
                        WindowProblemCode.ZONE_WITHOUT_CITY,
                        isFixed
                                ? "it is UTC" + zone.getRules().getOffset(now)
                                        + " all year and never changes its clocks"
                                : "it is not the zone of a city, so it isn't clear which clock changes apply",
                        meant.isEmpty()
                                ? "write the zone of a city, as in Europe/Berlin, if its clocks change"
                                : "write " + String.join(" or ", meant) + " if the clocks there are meant"));
    }

    /** Remarks on a window that will never open again, or that terminates its instance at its first end. */
    void window(StreamingWindow window, YamlMapping written) {
        Node when = Objects.requireNonNull(written.get(window.isGuard() ? GuardReader.KEY : "when"));
        Schedule rule = window.schedule().rule() instanceof GuardSchedule guard
                ? guard.times()
                : window.schedule().rule();
        if (rule instanceof OneOffSchedule oneOff) {
            if (!oneOff.occurrence().end().isAfter(now)) {
                remarks.add(
                        when,
                        "window " + window.name(),
                        new InvalidValueException(
                                WindowProblemCode.WINDOW_OVER,
                                window.name() + " is over and will never open",
                                "write the right year, or remove the window"));
            }
        } else if (window.windowPolicy().endAction() == EndAction.TERMINATE
                && !window.windowResources().instances().isEmpty()) {
            remarks.add(
                    written.get("then") == null ? written.node() : written.get("then"),
                    "then: terminate of " + window.name(),
                    new InvalidValueException(
                            WindowProblemCode.TERMINATES_FOR_GOOD,
                            "at its first end "
                                    + String.join(", ", window.windowResources().instances())
                                    + " is gone for good, and the window has nothing to start the next time",
                            "write then: stop"));
        }
        if (rule instanceof CrontabSchedule crontab) {
            cron(YamlMapping.ofAny(when, "when", new Problems("")).get("cron"), crontab.cronExpression());
        }
    }

    /** Remarks that a crontab line with both day fields fires on a day that matches either of them. */
    private void cron(@Nullable Node node, CronExpression line) {
        if (!line.takesEitherDay()) {
            return;
        }
        remarks.add(
                node,
                "cron \"" + (node instanceof ScalarNode scalar ? scalar.getValue() : "") + "\"",
                new InvalidValueException(WindowProblemCode.CRON_DAYS_EITHER, why(line), fix(line)));
    }

    private static String why(CronExpression line) {
        return "cron fires on a day that matches either field: each of the days " + numbers(line.daysOfMonth())
                + " of the month, whatever weekday it is, and each " + names(line.daysOfWeek(), " and each ");
    }

    private static String fix(CronExpression line) {
        Set<Integer> days = line.daysOfMonth();
        for (int i = 0; i < ORDINALS.size(); i++) {
            Set<Integer> week =
                    IntStream.rangeClosed(i * WEEK + 1, i * WEEK + WEEK).boxed().collect(Collectors.toSet());
            if (days.equals(week)) {
                String ordinal = ORDINALS.get(i) + " ";
                return "write days: " + ordinal + names(line.daysOfWeek(), ", " + ordinal)
                        + " with opens and closes if the " + ordinal + "one of a month is meant";
            }
        }
        return "write days: first SUN, or another one of first to fourth and last, with opens and closes if a weekday"
                + " of the month is meant; nothing if both are";
    }

    private static String numbers(Set<Integer> days) {
        return days.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String names(Set<DayOfWeek> days, String between) {
        return days.stream().sorted().map(day -> day.name().substring(0, 3)).collect(Collectors.joining(between));
    }
}
