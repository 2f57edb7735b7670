package dev.lamplighter.window.crontab;

import dev.lamplighter.window.crontab.command.CallRegionAndProfile;
import dev.lamplighter.window.crontab.script.ScriptedLaunch;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a window that launches what scripts of a crontab launch.
 *
 * @param line of its first start
 * @param opensAt minute of the day of its last start
 * @param slots in the order in which they are launched
 */
record ImportedLaunchWindow(
        int line,
        ZoneId zone,
        CallRegionAndProfile location,
        SelectedDays days,
        int opensAt,
        String when,
        List<Slot> slots)
        implements ImportedDeclaration {
    ImportedLaunchWindow {
        slots = List.copyOf(slots);
    }

    /**
     * A slot.
     *
     * @param lead minutes from its launch to the opening of the window
     * @param count how many machines it has
     */
    record Slot(ScriptedLaunch launch, int lead, int count) {}

    @Override
    public String name() {
        return days.name() + "-" + CronFieldText.time(opensAt).replace(":", "");
    }

    @Override
    public String yaml(String name, @Nullable ZoneId defaultZone) {
        StringBuilder text = head(name, "when", when, defaultZone);
        text.append("    lead: 0m\n    readyBy: 0s\n    launch:\n");
        Set<String> names = new HashSet<>();
        for (Slot slot : slots) {
            text.append("      - {slot: ").append(free(slot.launch().name(), names));
            if (slot.count() > 1) {
                text.append(", count: ").append(slot.count());
            }
            text.append(", image: ").append(slot.launch().image());
            text.append(", type: ").append(slot.launch().type());
            rest(slot.launch()).forEach(part -> text.append(", ").append(part));
            text.append(", lead: ").append(slot.lead()).append("m, metadata: optional}\n");
        }
        return text.toString();
    }

    private static List<String> rest(ScriptedLaunch launch) {
        List<String> parts = new ArrayList<>();
        add(parts, "subnet", launch.subnet());
        if (!launch.securityGroups().isEmpty()) {
            parts.add("securityGroups: [" + String.join(", ", launch.securityGroups()) + "]");
        }
        add(parts, "key", quoted(launch.key()));
        add(parts, "instanceProfile", quoted(launch.instanceProfile()));
        add(parts, "package", quoted(launch.startupPackage()));
        launch.addresses().stream().findFirst().ifPresent(eip -> add(parts, "eip", eip));
        if (!launch.volumes().isEmpty()) {
            parts.add("volumes: [" + String.join(", ", launch.volumes()) + "]");
        }
        return parts;
    }

    private static void add(List<String> parts, String key, @Nullable String value) {
        if (value != null) {
            parts.add(key + ": " + value);
        }
    }

    private static @Nullable String quoted(@Nullable String value) {
        return value == null || value.matches("[A-Za-z][\\w./-]*")
                ? value
                : "\"" + value.replaceAll("[\"\\\\]", "\\\\$0") + "\"";
    }

    private static String free(String name, Set<String> names) {
        String free = name;
        for (int number = 2; !names.add(free); number++) {
            free = name + "-" + (char) ('a' + number - 1);
        }
        return free;
    }
}
