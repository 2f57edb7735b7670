package dev.lamplighter.benchmarks.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs whole processes on some of the machine's cores and measures them by {@code measure.sh}. */
final class Stopwatch {
    private final Folders folders;
    private final List<Integer> allowed;

    /** A run that did not do what it should. */
    static final class FailedRunException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedRunException(String message) {
            super(message);
        }
    }

    Stopwatch(Folders folders) throws IOException {
        this.folders = folders;
        allowed = allowedCores();
    }

    /** How many cores this process may use. */
    int cores() {
        return allowed.size();
    }

    /** The first {@code cores} of the allowed ones, as taskset takes them. */
    String coreList(int cores) {
        return String.join(
                ",", allowed.stream().limit(cores).map(String::valueOf).toList());
    }

    /**
     * Runs it to its end.
     *
     * @param log gets what it prints
     * @param out where it writes Parquet files
     */
    Measurement run(List<String> command, int cores, Path log, Path out)
            throws IOException, InterruptedException, FailedRunException {
        Path result = Files.createTempFile(folders.work(), "measured", "");
        List<String> line = new ArrayList<>(List.of(
                "bash",
                folders.here().resolve("measure.sh").toString(),
                result.toString(),
                Contenders.java(),
                folders.classPath("jna"),
                "taskset",
                "-c",
                coreList(cores)));
        line.addAll(command);
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int exit = process.waitFor();
        String[] measured = Files.readString(result).trim().split(" ");
        Files.delete(result);
        if (exit != 0 || measured.length != 6 || !measured[0].equals("0")) {
            throw new FailedRunException("exit code " + measured[0] + ", see " + log);
        }
        long outputBytes = 0;
        for (Path file : Folders.parquet(out)) {
            outputBytes += Files.size(file);
        }
        return new Measurement(
                (Long.parseLong(measured[2]) - Long.parseLong(measured[1])) / 1e6,
                (Long.parseLong(measured[3]) + Long.parseLong(measured[4])) / 1e6,
                Long.parseLong(measured[5]) * 1024,
                outputBytes);
    }

    /** From "Cpus_allowed_list: 0-3,8". */
    private static List<Integer> allowedCores() throws IOException {
        String list = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .findFirst()
                .orElseThrow()
                .replace("Cpus_allowed_list:", "")
                .strip();
        List<Integer> cores = new ArrayList<>();
        for (String range : list.split(",")) {
            String[] ends = range.split("-");
            for (int core = Integer.parseInt(ends[0]); core <= Integer.parseInt(ends[ends.length - 1]); core++) {
                cores.add(core);
            }
        }
        return cores;
    }
}
