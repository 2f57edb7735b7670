package dev.lamplighter.window.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code lamplighter package check} says of each case of {@code bad-packages.yaml}. */
final class BadPackagesTest {
    @TempDir
    private Path home;

    static List<BadPackage> table() throws IOException {
        return BadPackage.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void isToldWithItsPlaceAndWhatToDo(BadPackage bad) throws IOException {
        Path source = bad.write(home);
        PlaceholderValues values = new PlaceholderValues(Objects.requireNonNullElse(bad.values(), Map.of()));

        CheckedStartupPackage checked =
                bad.build() ? CheckedStartupPackage.build(source, values) : CheckedStartupPackage.check(source, values);

        PackageFindings findings = checked.findings();
        List<Problem> told = bad.remark() ? findings.remarks() : findings.problems();
        List<String> all = Stream.concat(findings.problems().stream(), findings.remarks().stream())
                .map(Problem::line)
                .toList();
        assertThat(told).as("%s", all).hasSize(Math.max(1, bad.lines()));
        Problem problem = told.get(0);
        assertThat(problem.code()).as("%s", all).isEqualTo(bad.code());
        assertThat(problem.where())
                .as("%s", all)
                .startsWith(home.toString())
                .endsWith(Objects.requireNonNullElse(bad.place(), ""));
        assertThat(Objects.requireNonNullElse(bad.words(), List.<String>of()))
                .allSatisfy(words -> assertThat(problem.line()).contains(words));
        assertThat(checked.userData().isPresent()).isEqualTo(bad.remark());
        assertThat(all).noneMatch(line -> line.contains("tiger") || line.contains("AKIAIOSF"));
    }

    /** The JDK's parser would, of some mistakes. */
    @Test
    void nothingIsPrintedBesidesTheLines() throws IOException {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            for (BadPackage bad : table()) {
                Path source = bad.write(Files.createTempDirectory(home, "case"));
                CheckedStartupPackage.check(source, PlaceholderValues.NONE);
            }
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aGoodPackageIsAllWell() throws IOException {
        BadPackage.writeGood(home);

        CheckedStartupPackage checked = CheckedStartupPackage.check(home, PlaceholderValues.NONE);

        assertThat(checked.findings().problems()).isEmpty();
        assertThat(checked.findings().remarks()).isEmpty();
        assertThat(checked.userData()).isPresent();
    }
}
