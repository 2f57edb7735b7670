package dev.lamplighter.sandbox;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes what {@code --once} prints.
 *
 * @param startTime of the service, as it tells it
 */
record EndToEndSummary(List<EndToEndResult> findings, String startTime, ServiceProcess.Memory memory) {
    EndToEndSummary and(EndToEndResult another) {
        return new EndToEndSummary(
                Stream.concat(findings.stream(), Stream.of(another)).toList(), startTime, memory);
    }

    boolean ok() {
        return findings.stream().allMatch(EndToEndResult::ok);
    }

    void print(PrintStream out) {
        out.printf(
                "service   started in %s, %d MiB resident, %d at its highest, heap limit 96 MiB%n",
                startTime, memory.residentMib(), memory.peakMib());
        for (EndToEndResult finding : findings) {
            out.printf("%n%-9s %s%n", finding.way(), finding.ok() ? "ok" : "FAILED");
            finding.failures().forEach(failure -> out.println("  wrong: " + failure));
            finding.lines().forEach(line -> out.println("  " + line));
        }
        out.printf("%n%s%n", ok() ? "all ways went to their end" : "FAILED: " + failed());
    }

    private String failed() {
        return String.join(
                ", ",
                findings.stream()
                        .filter(finding -> !finding.ok())
                        .map(EndToEndResult::way)
                        .toList());
    }
}
