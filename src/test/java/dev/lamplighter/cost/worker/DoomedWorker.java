package dev.lamplighter.cost.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A process in place of {@link ConversionWorker} that comes to a bad end, the one that the prefix of its target names. */
final class DoomedWorker {
    private DoomedWorker() {}

    public static void main(String[] arguments) throws Exception {
        WorkerJob workerJob = WorkerJob.of(line());
        switch (workerJob.prefix()) {
            case "out-of-memory" -> {
                List<byte[]> kept = new ArrayList<>();
                while (kept.size() < Integer.MAX_VALUE) {
                    kept.add(new byte[1 << 20]);
                }
            }
            case "says-nothing" -> System.exit(1);
            case "says-too-much" -> {
                byte[] letters = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
                while (true) {
                    System.out.write(letters);
                }
            }
            default -> signal(workerJob.prefix());
        }
    }

    private static String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int letter = System.in.read(); letter != '\n'; letter = System.in.read()) {
            line.append((char) letter);
        }
        return line.toString();
    }

    /** Of the kind that kernels and people send. */
    private static void signal(String name) throws Exception {
        String self = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-" + name, self).start().waitFor();
        System.in.read(); // until it ends
    }
}
