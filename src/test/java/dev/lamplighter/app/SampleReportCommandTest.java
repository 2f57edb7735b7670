package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleReportCommandTest {
    @TempDir
    Path folder;

    private final CommandRun command = new CommandRun();

    @Test
    void printsTheCommandThatConvertsWhatItWrote() {
        assertThat(command.run("costs", "sample", folder.resolve("bucket").toString(), "--rows", "500"))
                .as(command.err())
                .isZero();
        List<String> words = List.of(command.out().strip().split(" "));
        assertThat(words.get(0)).isEqualTo("bin/lamplighter");
        String[] convert = words.subList(1, words.size()).toArray(String[]::new);
        convert[convert.length - 1] = folder.resolve("table").toUri().toString();
        assertThat(command.run(convert)).as(command.err()).isZero();
        assertThat(command.out()).startsWith("sample 2026-10 20261101T031500Z  rows=500 files=2");
    }

    @Test
    void refusesASizeThatNoReportHas() {
        assertThat(command.run("costs", "sample", folder.toString(), "--rows", "7"))
                .isEqualTo(2);
        assertThat(command.err()).contains("rows must be in 100..200000000, got 7");
    }
}
