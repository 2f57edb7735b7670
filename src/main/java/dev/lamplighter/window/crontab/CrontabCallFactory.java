package dev.lamplighter.window.crontab;

import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.crontab.command.CommandFindings;
import dev.lamplighter.window.crontab.command.Ec2CliCommand;
import dev.lamplighter.window.declare.WindowAddress;
import dev.lamplighter.window.schedule.CronExpression;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a planned call from an EC2 command and the fields of its line, and reports what no window can express. */
final class CrontabCallFactory {
    private static final String ID = "-[0-9a-f]{8,17}";
    private static final String IPV4 = "\\d{1,3}(\\.\\d{1,3}){3}";
    /** The most calls of all lines together in a day; a crontab that people maintain has a few dozen. */
    private static final int MOST_CALLS_OF_A_DAY = 5000;

    /** In minutes: the call then falls on the same day or the next. */
    private static final int LONGEST_DELAY = 12 * 60;

    private final SimulationPeriod simulationPeriod;
    private final CrontabNotes notes;
    private int callsOfADay;

    CrontabCallFactory(SimulationPeriod simulationPeriod, CrontabNotes notes) {
        this.simulationPeriod = simulationPeriod;
        this.notes = notes;
    }

    Optional<CrontabEc2Call> read(
            int line, String written, CronExpression cronExpression, ZoneId zone, CommandFindings.Call call) {
        Ec2CliCommand command = call.command();
        if (!isDelaySteady(line, cronExpression, zone, call.delaySeconds())
                || isTooMuch(line, written, cronExpression)) {
            return Optional.empty();
        }
        boolean associates = command.verb() == Ec2CliCommand.Verb.ASSOCIATE;
        WindowAddress windowAddress = associates ? address(line, command) : null;
        List<String> instances = associates ? List.of() : instances(line, command);
        if (windowAddress == null && instances.isEmpty()) {
            return Optional.empty();
        }
        tellOptions(line, command);
        if (call.losesVariables()) {
            notes.remarkOnFirst(
                    line,
                    "sudo",
                    "it takes variables such as AWS_DEFAULT_REGION away unless sudoers keep them; they are used here all the same",
                    "see that region and credentials of the window are right");
        }
        return Optional.of(new CrontabEc2Call(
                line,
                written,
                cronExpression,
                (int) (call.delaySeconds() / 60),
                zone,
                command.location(),
                command.verb(),
                instances,
                windowAddress,
                then(command)));
    }

    private static String then(Ec2CliCommand command) {
        if (command.verb() == Ec2CliCommand.Verb.TERMINATE) {
            return "terminate";
        }
        return command.has("hibernate") ? "hibernate" : "stop";
    }

    private boolean isDelaySteady(int line, CronExpression cronExpression, ZoneId zone, long seconds) {
        if (seconds == 0) {
            return true;
        }
        if (seconds % 60 != 0) {
            notes.remark(
                    line,
                    "sleep",
                    "windows open and close at whole minutes; " + seconds % 60 + " s of it are not kept",
                    "nothing to do");
        }
        int minutes = (int) Math.min(seconds / 60, LONGEST_DELAY + 1L);
        BitSet firing = simulationPeriod.where(cronExpression::firesOn);
        boolean steady = minutes <= LONGEST_DELAY
                && cronExpression.hours().stream()
                        .allMatch(hour -> cronExpression.minutes().stream()
                                .allMatch(minute -> DaylightSavingCheck.isSteady(
                                        firing, simulationPeriod, hour * 60 + minute, minutes, zone)));
        if (!steady && minutes > 0) {
            notes.leftOut(
                    WindowProblemCode.CRONTAB_COMMAND_UNKNOWN,
                    line,
                    "sleep",
                    minutes > LONGEST_DELAY
                            ? "it sleeps for more than half a day"
                            : "the clocks change while it sleeps on some day, so that it has no time of day",
                    "write the minute at which the call is meant into the fields of the line");
            return false;
        }
        return true;
    }

    private boolean isTooMuch(int line, String written, CronExpression cronExpression) {
        callsOfADay += cronExpression.hours().size() * cronExpression.minutes().size();
        if (callsOfADay <= MOST_CALLS_OF_A_DAY) {
            return false;
        }
        notes.leftOut(
                WindowProblemCode.CRONTAB_LINE_UNREADABLE,
                line,
                written,
                "the calls so far are more than " + MOST_CALLS_OF_A_DAY + " a day",
                "import the crontab in parts");
        return true;
    }

    private List<String> instances(int line, Ec2CliCommand command) {
        List<String> known = new ArrayList<>();
        for (String id : command.instances()) {
            if (id.matches("i" + ID)) {
                known.add(id);
            } else {
                notes.leftOut(
                        WindowProblemCode.CRONTAB_CALL_PART_UNUSABLE,
                        line,
                        id,
                        "it is not an instance id",
                        "write it as in i-0123456789abcdef0");
            }
        }
        if (command.instances().isEmpty()) {
            notes.leftOut(
                    WindowProblemCode.CRONTAB_CALL_PART_UNUSABLE,
                    line,
                    command.operation(),
                    "it names no instance",
                    "name the instances, as in --instance-ids i-0123456789abcdef0");
        }
        return known;
    }

    private @Nullable WindowAddress address(int line, Ec2CliCommand command) {
        String eip = command.option("allocation-id").orElse("");
        String eni = command.option("network-interface-id").orElse("");
        String privateIp = command.option("private-ip-address").orElse(null);
        boolean isOnIp = privateIp == null || privateIp.matches(IPV4);
        if (eip.matches("eipalloc" + ID) && eni.matches("eni" + ID) && isOnIp) {
            return new WindowAddress(eip, eni, privateIp);
        }
        notes.leftOut(
                WindowProblemCode.CRONTAB_CALL_PART_UNUSABLE,
                line,
                command.operation(),
                "a window needs --allocation-id and --network-interface-id of the address, each an id",
                "find the interface by `aws ec2 describe-instances`, and write addresses: [{eip: eipalloc-..., "
                        + "eni: eni-...}] into the window");
        return null;
    }

    private void tellOptions(int line, Ec2CliCommand command) {
        if (command.has("allow-reassociation")) {
            notes.leftOut(
                    WindowProblemCode.CRONTAB_CALL_PART_UNUSABLE,
                    line,
                    "--allow-reassociation",
                    "a window never takes an address away from another instance; it tells who holds it (WINDOW-105)",
                    "take the address off by hand, or keep the line in cron");
        }
        for (String option : command.unheeded()) {
            notes.leftOut(
                    WindowProblemCode.CRONTAB_CALL_PART_UNUSABLE,
                    line,
                    "--" + option,
                    "a window has nothing that does the same",
                    "see docs/reference/windows.md for what it has, or leave the line in cron");
        }
    }
}
