package dev.lamplighter.window.crontab;

import dev.lamplighter.window.schedule.Crontab;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One call of one crontab line that fires once a day on some days of the week.
 *
 * @param number from 1
 * @param days on which it fires
 * @param at the minute at which it fires
 */
record CrontabLine(int number, Set<DayOfWeek> days, LocalTime at, Ec2Command command) {
    /** Empty when the line fires more than once a day, or by date. */
    static Optional<CrontabLine> of(int number, Crontab crontab, Ec2Command command) {
        boolean onceADay = crontab.minutes().size() == 1 && crontab.hours().size() == 1;
        boolean byDayOfWeek = crontab.everyMonth() && crontab.everyDayOfMonth();
        if (!onceADay || !byDayOfWeek) {
            return Optional.empty();
        }
        LocalTime at = LocalTime.of(crontab.hours().get(0), crontab.minutes().get(0));
        return Optional.of(new CrontabLine(number, crontab.firingDaysOfWeek(), at, command));
    }

    boolean does(Ec2Command.Verb verb) {
        return command.verb() == verb;
    }

    boolean ends() {
        return does(Ec2Command.Verb.STOP) || does(Ec2Command.Verb.TERMINATE);
    }

    List<String> instances() {
        return command.instances();
    }
}
