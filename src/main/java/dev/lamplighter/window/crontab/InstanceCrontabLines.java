package dev.lamplighter.window.crontab;

import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.crontab.command.CallRegionAndProfile;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Combines what the lines about an instance say about its region, credentials and time zone. If lines contradict each other,
 * this is reported and the instance is left out.
 */
final class InstanceCrontabLines {
    private final Map<String, CallRegionAndProfile> locations = new HashMap<>();
    private final List<CrontabEc2Call> agreeing;
    private final CrontabNotes notes;

    InstanceCrontabLines(List<CrontabEc2Call> calls, CrontabNotes notes) {
        this.notes = notes;
        Map<String, List<CrontabEc2Call>> byInstance = new LinkedHashMap<>();
        calls.forEach(call -> call.instances()
                .forEach(id ->
                        byInstance.computeIfAbsent(id, any -> new ArrayList<>()).add(call)));
        Set<String> leftOut = new HashSet<>();
        byInstance.forEach((instance, lines) -> {
            if (!agree(instance, lines)) {
                leftOut.add(instance);
            }
        });
        agreeing = calls.stream()
                .map(call -> call.without(leftOut))
                .filter(call -> call.associates() || !call.instances().isEmpty())
                .toList();
    }

    /** The calls for instances that are not left out, and the calls for addresses. */
    List<CrontabEc2Call> agreeing() {
        return agreeing;
    }

    CallRegionAndProfile location(String instance) {
        return locations.getOrDefault(instance, new CallRegionAndProfile(null, null));
    }

    private boolean agree(String instance, List<CrontabEc2Call> lines) {
        CrontabEc2Call first = lines.get(0);
        for (CrontabEc2Call line : lines) {
            ZoneId zone = line.zone();
            if (!zone.getRules().equals(first.zone().getRules())) {
                refuse(
                        instance,
                        lines,
                        "line " + first.line() + " goes by the clocks of " + first.zone() + ", line " + line.line()
                                + " by those of " + zone + ", and a window has one zone",
                        "write its lines after one CRON_TZ");
                return false;
            }
        }
        List<CrontabEc2Call> named =
                lines.stream().filter(line -> line.location().region() != null).toList();
        List<String> regions = named.stream()
                .map(line -> line.location().region())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (regions.size() > 1) {
            refuse(
                    instance,
                    lines,
                    "its lines name " + String.join(" and ", regions) + ", and an instance lies in one region",
                    "write its own region into all of them");
            return false;
        }
        if (regions.size() == 1 && named.size() < lines.size()) {
            lines.stream()
                    .filter(line -> line.location().region() == null)
                    .forEach(line -> notes.remark(
                            line.line(),
                            instance,
                            "the line names no region; it is that of line "
                                    + named.get(0).line() + ", " + regions.get(0),
                            "see that this is right"));
        }
        String credentials = lines.stream()
                .map(line -> line.location().credentials())
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(" and "));
        locations.put(
                instance,
                new CallRegionAndProfile(
                        regions.isEmpty() ? null : regions.get(0), credentials.isEmpty() ? null : credentials));
        return true;
    }

    private void refuse(String instance, List<CrontabEc2Call> lines, String why, String fix) {
        lines.forEach(
                line -> notes.leftOut(WindowProblemCode.CRONTAB_CALLS_WITHOUT_WINDOW, line.line(), instance, why, fix));
    }
}
