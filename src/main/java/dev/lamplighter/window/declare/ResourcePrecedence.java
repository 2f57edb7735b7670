package dev.lamplighter.window.declare;

import dev.lamplighter.window.schedule.OneOffSchedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which window keeps an address or a volume that several want at different places: one that repeats has precedence
 * over a one-off, then the earlier one in the file. Immutable.
 */
public final class ResourcePrecedence {
    private final List<StreamingWindow> inOrder;
    private final Map<String, List<StreamingWindow>> byAddress;
    private final Map<String, List<StreamingWindow>> byVolume;

    /** @param windows in the order of the file */
    public ResourcePrecedence(List<StreamingWindow> windows) {
        this.inOrder = windows.stream()
                .sorted(Comparator.comparing(ResourcePrecedence::isOneOff))
                .toList();
        this.byAddress = index(window -> Stream.concat(
                        window.windowResources().addresses().stream().map(WindowAddress::eip), slotAddresses(window))
                .toList());
        this.byVolume = index(window -> Stream.concat(
                        window.windowResources().volumes().stream().map(WindowVolume::id), slotVolumes(window))
                .toList());
    }

    /** The windows that have precedence over {@code window} and want the address on another interface. */
    public List<StreamingWindow> ahead(StreamingWindow window, WindowAddress windowAddress) {
        return before(window, byAddress.getOrDefault(windowAddress.eip(), List.of()))
                .filter(other -> slotAddresses(other).anyMatch(windowAddress.eip()::equals)
                        || other.windowResources().addresses().stream()
                                .anyMatch(theirs ->
                                        theirs.eip().equals(windowAddress.eip()) && !theirs.equals(windowAddress)))
                .toList();
    }

    /** The windows that have precedence over {@code window} and want the address of one of its slots, wherever that is. */
    List<StreamingWindow> aheadOfSlot(StreamingWindow window, String eip) {
        return before(window, byAddress.getOrDefault(eip, List.of())).toList();
    }

    /** The windows that have precedence over {@code window} and want the volume of one of its slots on an instance of theirs. */
    List<StreamingWindow> aheadOfSlotVolume(StreamingWindow window, String volume) {
        return before(window, byVolume.getOrDefault(volume, List.of())).toList();
    }

    private static Stream<String> slotAddresses(StreamingWindow window) {
        return window.windowResources().launches().stream().flatMap(slot -> slot.address().stream());
    }

    private static Stream<String> slotVolumes(StreamingWindow window) {
        return window.windowResources().launches().stream()
                .flatMap(slot -> slot.volumes().stream())
                .flatMap(volume -> volume.existing().stream());
    }

    /**
     * The first window that has precedence over {@code window} and attaches the volume to another instance, where it stays.
     */
    public Optional<StreamingWindow> ahead(StreamingWindow window, WindowVolume windowVolume) {
        return before(window, byVolume.getOrDefault(windowVolume.id(), List.of()))
                .filter(other -> other.windowResources().volumes().stream()
                        .anyMatch(theirs -> theirs.id().equals(windowVolume.id())
                                && !theirs.instance().equals(windowVolume.instance())))
                .findFirst();
    }

    private static Stream<StreamingWindow> before(StreamingWindow window, List<StreamingWindow> wanting) {
        return wanting.stream().takeWhile(other -> !other.name().equals(window.name()));
    }

    private static boolean isOneOff(StreamingWindow window) {
        return window.schedule().rule() instanceof OneOffSchedule;
    }

    /** For each resource that several windows want, these windows in order of precedence. */
    private Map<String, List<StreamingWindow>> index(Function<StreamingWindow, List<String>> wanted) {
        Map<String, List<StreamingWindow>> found = new HashMap<>();
        inOrder.forEach(window -> wanted.apply(window)
                .forEach(id ->
                        found.computeIfAbsent(id, one -> new ArrayList<>()).add(window)));
        return found.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }
}
