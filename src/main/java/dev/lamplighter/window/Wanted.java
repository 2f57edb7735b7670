package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.declare.Address;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.Volume;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.plan.AddressRules;
import dev.lamplighter.window.plan.Situation;
import dev.lamplighter.window.plan.VolumeRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the declarations want beside the instances of their occurrences; nothing for a window no longer declared. */
final class Wanted {
    private final DeclaredWindows windows;

    Wanted(DeclaredWindows windows) {
        this.windows = windows;
    }

    /** Why an occurrence does without one of its addresses: a window that goes before its own wants it meanwhile. */
    Optional<Problem> conflict(JournalEntry entry, Address address, Overrides overrides) {
        StreamingWindow window = windows.find(entry.window());
        return window == null
                ? Optional.empty()
                : windows.precedence().ahead(window, address).stream()
                        .filter(other -> !overrides
                                .on(
                                        other,
                                        entry.start().minus(window.margins().lead()),
                                        entry.end().plus(other.margins().lead()))
                                .isEmpty())
                        .findFirst()
                        .map(other -> new Problem(
                                "WINDOW-026",
                                address.eip(),
                                "the address stays off its interface " + address.eni(),
                                "window " + other.name() + " wants it on another interface at the same time",
                                "give each window its own address, or move one of them"));
    }

    /** Why a window does without one of its volumes: another that goes before it attaches it elsewhere. */
    Optional<Problem> conflict(JournalEntry entry, Volume volume) {
        return Optional.ofNullable(windows.find(entry.window()))
                .flatMap(window -> windows.precedence().ahead(window, volume))
                .map(other -> new Problem(
                        "WINDOW-031",
                        volume.id(),
                        "the volume is not attached to " + volume.instance(),
                        "window " + other.name() + " attaches it to another instance, where it stays",
                        "give each window its own volume"));
    }

    List<Address> addresses(JournalEntry entry) {
        StreamingWindow window = windows.find(entry.window());
        return window == null ? List.of() : window.machines().addresses();
    }

    /** Before which no address is associated. */
    Instant addressesFrom(JournalEntry entry) {
        StreamingWindow window = windows.find(entry.window());
        return window == null ? Instant.MIN : window.margins().addressesFrom(entry.start());
    }

    List<Volume> volumes(JournalEntry entry) {
        StreamingWindow window = windows.find(entry.window());
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
