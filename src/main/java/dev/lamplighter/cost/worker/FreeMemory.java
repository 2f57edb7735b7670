package dev.lamplighter.cost.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Determines how much memory another process may use on this machine: what the kernel has available, or less where a control
 * group (a container, {@code MemoryMax=} of systemd) leaves less. Files that are only cached count as free.
 */
final class FreeMemory {
    /** The value where it can't be found out. */
    static final long UNKNOWN = Long.MAX_VALUE;

    private final Path root;

    /** @param root the machine's {@code /} */
    FreeMemory(Path root) {
        this.root = root;
    }

    /** The bytes that are free; {@link #UNKNOWN} where the system doesn't say. */
    long bytes() {
        long free = field(root.resolve("proc/meminfo"), "MemAvailable:").orElse(UNKNOWN >> 10);
        return Math.min(free << 10, leftByGroups());
    }

    /** The bytes that the control groups leave; a group also has the limits of those above it. */
    private long leftByGroups() {
        long left = UNKNOWN;
        for (String line : lines(root.resolve("proc/self/cgroup"))) {
            String[] parts = line.split(":", 3);
            boolean one = parts.length == 3 && parts[1].isEmpty();
            if (one || (parts.length == 3 && parts[1].equals("memory"))) {
                Path top = root.resolve(one ? "sys/fs/cgroup" : "sys/fs/cgroup/memory");
                for (Path group = top.resolve(parts[2].replaceFirst("^/+", ""));
                        group != null && group.startsWith(top);
                        group = group.getParent()) {
                    left = Math.min(left, one ? left(group) : leftByVersion1(group));
                }
            }
        }
        return left;
    }

    private static long left(Path group) {
        return left(
                number(group.resolve("memory.max")),
                number(group.resolve("memory.current")),
                field(group.resolve("memory.stat"), "inactive_file"));
    }

    private static long leftByVersion1(Path group) {
        return left(
                number(group.resolve("memory.limit_in_bytes")),
                number(group.resolve("memory.usage_in_bytes")),
                field(group.resolve("memory.stat"), "total_inactive_file"));
    }

    private static long left(OptionalLong most, OptionalLong used, OptionalLong cached) {
        return most.isPresent() && used.isPresent()
                ? Math.max(0, most.getAsLong() - used.getAsLong() + cached.orElse(0))
                : UNKNOWN;
    }

    /** A number in a file; empty for {@code max}. */
    private static OptionalLong number(Path file) {
        List<String> lines = lines(file);
        return lines.isEmpty() || !lines.get(0).matches("\\d{1,18}")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(lines.get(0)));
    }

    private static OptionalLong field(Path file, String name) {
        return lines(file).stream()
                .map(line -> line.split("\\s+"))
                .filter(words -> words.length > 1 && words[0].equals(name) && words[1].matches("\\d{1,18}"))
                .mapToLong(words -> Long.parseLong(words[1]))
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of(); // another system, or an older kernel
        }
    }
}
