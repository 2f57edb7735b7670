package dev.lamplighter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds sources to a size that is read in one sitting. */
final class FileSizesTest {
    private static final int MOST_LINES = 300;

    /** Files that are longer, each with its reason. */
    private static final Map<String, String> LONGER = Map.of(
            "LaunchRules.java", "the cases of one decision, which share what is known of a slot",
            "SdkEc2Actions.java", "one short method for each of EC2's operations",
            "CostQueryRuns.java", "the steps of one answer, in the order in which they happen",
            "AthenaConversionSteps.java", "the steps of one conversion, in the order in which they happen");

    @Test
    void noFileIsLongerThanThreeHundredLinesWithoutAReason() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (String root : List.of("src/main/java", "sandbox/src/main/java")) {
            for (Path file : sources(Path.of(root))) {
                int lines = Files.readAllLines(file).size();
                if (lines > MOST_LINES && !LONGER.containsKey(file.getFileName().toString())) {
                    tooLong.add(file + ": " + lines + " lines");
                }
            }
        }

        assertThat(tooLong).isEmpty();
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).hasSizeGreaterThan(100);
            return sources;
        }
    }
}
