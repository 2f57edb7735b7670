package dev.lamplighter.window;

import dev.lamplighter.window.declare.Address;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.Volume;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.plan.AddressRules;
import dev.lamplighter.window.plan.Situation;
import dev.lamplighter.window.plan.VolumeRules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the declarations want beside the instances of their occurrences; nothing for a window no longer declared. */
final class Wanted {
    private final Map<String, StreamingWindow> windows;

    /** {@code windows} by name. */
    Wanted(Map<String, StreamingWindow> windows) {
        this.windows = windows;
    }

    List<Address> addresses(JournalEntry entry) {
        StreamingWindow window = windows.get(entry.window());
        return window == null ? List.of() : window.machines().addresses();
    }

    /** Before which no address is associated. */
    Instant addressesFrom(JournalEntry entry) {
        StreamingWindow window = windows.get(entry.window());
        return window == null ? Instant.MIN : window.margins().addressesFrom(entry.start());
    }

    List<Volume> volumes(JournalEntry entry) {
        StreamingWindow window = windows.get(entry.window());
        return window == null ? List.of() : window.machines().volumes();
    }

    /** Allocation ids of open occurrences, as soon as one of their instances runs. */
    Set<String> timelyAddresses(List<JournalEntry> entries, Situation situation) {
        Set<String> ids = new TreeSet<>();
        for (JournalEntry entry : entries) {
            if (entry.isOpen(situation.now()) && AddressRules.isTimely(situation, entry)) {
                addresses(entry).forEach(address -> ids.add(address.eip()));
            }
        }
        return ids;
    }

    /** Ids of volumes of open occurrences whose instance runs. */
    Set<String> timelyVolumes(List<JournalEntry> entries, Situation situation) {
        Set<String> ids = new TreeSet<>();
        for (JournalEntry entry : entries) {
            if (entry.isOpen(situation.now())) {
                volumes(entry).stream()
                        .filter(volume -> VolumeRules.isTimely(situation, volume))
                        .forEach(volume -> ids.add(volume.id()));
            }
        }
        return ids;
    }
}
