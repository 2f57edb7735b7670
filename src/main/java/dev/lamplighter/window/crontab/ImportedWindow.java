package dev.lamplighter.window.crontab;

import dev.lamplighter.window.crontab.command.CallRegionAndProfile;
import dev.lamplighter.window.declare.WindowAddress;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a window that replaces some crontab lines.
 *
 * @param line of its start
 * @param days on which it opens
 * @param opensAt minute of the day
 * @param lead minutes from the start to the opening
 * @param when the value of the key {@code when}
 * @param then the value of the key {@code then}
 */
record ImportedWindow(
        int line,
        ZoneId zone,
        CallRegionAndProfile location,
        SelectedDays days,
        int opensAt,
        int lead,
        String when,
        List<String> instances,
        List<WindowAddress> addresses,
        String then)
        implements ImportedDeclaration {
    private static final int LONGEST_NAME = 60;

    /** Whether both can be combined into one window. */
    boolean isLike(ImportedWindow other) {
        return when.equals(other.when)
                && lead == other.lead
                && zone.getRules().equals(other.zone.getRules())
                && location.equals(other.location)
                && then.equals(other.then);
    }

    ImportedWindow with(ImportedWindow other) {
        return new ImportedWindow(
                line,
                zone,
                location,
                days,
                opensAt,
                lead,
                when,
                union(instances, other.instances()),
                union(addresses, other.addresses()),
                then);
    }

    private static <T> List<T> union(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    /** {@code weekdays-1235}. */
    @Override
    public String name() {
        String time = CronFieldText.time(opensAt).replace(":", "");
        String name = days.name() + "-" + time;
        return name.length() <= LONGEST_NAME ? name : "dates-" + time;
    }

    @Override
    public String yaml(String name, @Nullable ZoneId defaultZone) {
        StringBuilder text = head(name, "when", when, defaultZone);
        text.append("    lead: ").append(lead).append("m\n    readyBy: 0s\n    instances: [");
        text.append(String.join(", ", instances)).append("]\n");
        if (!addresses.isEmpty()) {
            text.append("    addressesAt: opens\n    addresses:\n");
            addresses.forEach(windowAddress -> text.append("      - {eip: ")
                    .append(windowAddress.eip())
                    .append(", eni: ")
                    .append(windowAddress.eni())
                    .append(windowAddress
                            .onPrivateIp()
                            .map(ip -> ", privateIp: " + ip)
                            .orElse(""))
                    .append("}\n"));
        }
        return text.append("    then: ").append(then).append('\n').toString();
    }
}
