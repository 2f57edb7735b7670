package dev.lamplighter.benchmarks.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a process has used so far, and what it has resident, by Linux's own count in {@code /proc}. */
public final class ProcessUsage {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS =
            11; // fields after the name in parentheses; system and both of children follow
    private static final int KINDS_OF_TICKS = 4;

    private final Path folder;

    public ProcessUsage(long pid) {
        folder = Path.of("/proc", Long.toString(pid));
    }

    /** Seconds of CPU, of its children that have ended too. */
    public double cpu() throws IOException {
        String stat = Files.readString(folder.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double ticks = 0;
        for (int kind = 0; kind < KINDS_OF_TICKS; kind++) {
            ticks += Long.parseLong(fields[USER_TICKS + kind]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** Bytes that it has had written to disks. */
    long written() throws IOException {
        return value("io", "write_bytes:");
    }

    public long threads() throws IOException {
        return value("status", "Threads:");
    }

    /** In MB, as "RssAnon:" or "VmRSS:" of {@code /proc/PID/status}. */
    public double resident(String kind) throws IOException {
        return value("status", kind) * 1024 / 1e6;
    }

    /** In MB: what is shared with others counts in part. */
    public double proportional() throws IOException {
        return value("smaps_rollup", "Pss:") * 1024 / 1e6;
    }

    private long value(String file, String key) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(file));
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.substring(key.length()).replaceAll("\\D+", "")))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + key + " in " + file));
    }
}
