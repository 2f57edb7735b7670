package dev.lamplighter.window.crontab;

import dev.lamplighter.window.crontab.command.CallRegionAndProfile;
import dev.lamplighter.window.crontab.command.Ec2CliCommand;
import dev.lamplighter.window.declare.WindowAddress;
import dev.lamplighter.window.schedule.CronExpression;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes one call of one crontab line.
 *
 * @param line from 1
 * @param written the fields as written
 * @param delayMinutes how long after the time in the fields the call is made
 * @param instances to start, stop or terminate
 * @param windowAddress to associate
 * @param then for a stop, the value of the key {@code then} that has the same effect
 */
record CrontabEc2Call(
        int line,
        String written,
        CronExpression cronExpression,
        int delayMinutes,
        ZoneId zone,
        CallRegionAndProfile location,
        Ec2CliCommand.Verb verb,
        List<String> instances,
        @Nullable WindowAddress windowAddress,
        String then) {
    static final int MINUTES_OF_DAY = 24 * 60;

    CrontabEc2Call {
        instances = List.copyOf(instances);
    }

    boolean starts() {
        return verb == Ec2CliCommand.Verb.START;
    }

    boolean ends() {
        return verb == Ec2CliCommand.Verb.STOP || verb == Ec2CliCommand.Verb.TERMINATE;
    }

    boolean associates() {
        return verb == Ec2CliCommand.Verb.ASSOCIATE;
    }

    /**
     * The times of the calls on a day on which the line fires, in minutes after midnight, in order; a delay may lead into
     * the next day.
     */
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
    CrontabEc2Call without(Set<String> some) {
        return new CrontabEc2Call(
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

    /** {@inheritDoc} It is the line alone, because it is computed for every stretch of 37 years and must be fast. */
    @Override
    public int hashCode() {
        return line;
    }
}
