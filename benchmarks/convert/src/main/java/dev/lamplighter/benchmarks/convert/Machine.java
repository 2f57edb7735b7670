package dev.lamplighter.benchmarks.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the numbers were measured on, without names of hosts or people. */
final class Machine {
    private Machine() {}

    static String description(int cores) throws IOException {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %.0f GB, %s %s, JDK %s",
                cores,
                value("/proc/cpuinfo", "model name"),
                Double.parseDouble(value("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) / 1e6,
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
    }

    /** Processes that wanted a core in the last minute; above 0 before we begin, others disturb. */
    static double load() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }

    private static String value(String file, String key) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(file));
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("0");
    }
}
