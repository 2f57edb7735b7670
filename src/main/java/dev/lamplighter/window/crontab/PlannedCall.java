package dev.lamplighter.window.crontab;

import dev.lamplighter.window.crontab.command.Ec2Command;
import dev.lamplighter.window.crontab.command.Location;
import dev.lamplighter.window.declare.WindowAddress;
import dev.lamplighter.window.schedule.CronExpression;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call of one crontab line.
 *
 * @param line from 1
 * @param written the fields as they stand there
 * @param delayMinutes how long after the fields' time it is made
 * @param instances of start, stop and terminate
 * @param windowAddress of an association
 * @param then what a window does at its end to be the same as a stop, a value of the key {@code then}
 */
record PlannedCall(
        int line,
        String written,
        CronExpression cronExpression,
        int delayMinutes,
        ZoneId zone,
        Location location,
        Ec2Command.Verb verb,
        List<String> instances,
        @Nullable WindowAddress windowAddress,
        String then) {
    static final int MINUTES_OF_DAY = 24 * 60;

    PlannedCall {
        instances = List.copyOf(instances);
    }

    boolean starts() {
        return verb == Ec2Command.Verb.START;
    }

    boolean ends() {
        return verb == Ec2Command.Verb.STOP || verb == Ec2Command.Verb.TERMINATE;
    }

    boolean associates() {
        return verb == Ec2Command.Verb.ASSOCIATE;
    }

    /** Times of its calls in minutes after the beginning of a day on which the line fires, in order; may reach beyond it. */
    int[] minutes() {
        return cronExpression.hours().stream()
                .flatMap(hour -> cronExpression.minutes().stream().map(minute -> hour * 60 + minute + delayMinutes))
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    /** Whether its line, without the delay, fires on a day. */
    boolean firesOn(LocalDate day) {
        return cronExpression.firesOn(day);
    }

    /** The same without some instances. */
    PlannedCall without(Set<String> some) {
        return new PlannedCall(
                line,
                written,
                cronExpression,
                delayMinutes,
                zone,
                location,
                verb,
                instances.stream().filter(id -> !some.contains(id)).toList(),
                windowAddress,
                then);
    }

    /** Asked for with every stretch of 37 years. */
    @Override
    public int hashCode() {
        return line;
    }
}
