package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code check} says of bad panel settings laid over the shipped application.properties. */
final class PanelConfigurationTest {
    @TempDir
    Path folder;

    private final CommandRun command = new CommandRun();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "panel.type=unicorn-hatt| CONFIG-002  *  panel.type got \"unicorn-hatt\": allowed is one of auto, unicorn-hat, ",
                "panel.pin.web=8,0 "
                        + "| CONFIG-002  *  panel.pin.web got \"8,0\": allowed is 0,0..7,7 on this 8x8 panel; fix: ",
                "panel.colour.running=#12 "
                        + "| CONFIG-002  *  panel.colour.running got \"#12\": allowed is #rrggbb, as in #0000ff; fix: ",
                "panel.i2c-address=74 | CONFIG-002  *  panel.i2c-address got \"74\": allowed is 0x08 to 0x77"
            })
    void refusesABadValueInOneLine(String line, String expected) throws IOException {
        String type = line.startsWith("panel.type=") ? "# none" : "panel.type=none";
        assertChecked(List.of(type, line), List.of(expected));
    }

    @Test
    void refusesTwoInstancesOnOnePixel() throws IOException {
        assertChecked(
                List.of("panel.type=none", "panel.pin.a=1,1", "panel.pin.b=1,1"),
                List.of("CONFIG-002  *  panel.pin.b got \"1,1\": allowed is one instance per pixel, "
                        + "and panel.pin.a has this one; fix: "));
    }

    @Test
    void tellsEveryMistakeAtOnce() throws IOException {
        assertChecked(
                List.of(
                        "panel.type=rgb-5x5",
                        "panel.brightness=20",
                        "panel.colour.stopped=red",
                        "panel.pin.i-0123=5,0",
                        "panel.brightnes=1"),
                List.of(
                        "CONFIG-003  *  unknown key panel.brightnes: nothing reads it; fix: did you mean panel.brightness?",
                        "CONFIG-002  *  panel.brightness got \"20\": allowed is a number in 0.0..1.0; fix: ",
                        "CONFIG-002  *  panel.colour.stopped got \"red\": allowed is #rrggbb",
                        "CONFIG-002  *  panel.pin.i-0123 got \"5,0\": allowed is 0,0..4,4 on this 5x5 panel"));
    }

    @Test
    void judgesNoPixelWhileTheSizeOfThePanelIsUnknown() throws IOException {
        assertChecked(
                List.of("panel.type=unicorn-hat-h", "panel.pin.i-0123=15,15", "panel.colour.stopped=red"),
                List.of("CONFIG-002  *  panel.type got \"unicorn-hat-h\"", "CONFIG-002  *  panel.colour.stopped "));
    }

    @Test
    void takesARefusedValueWithoutDefaultForOneMistake() throws IOException {
        assertChecked(
                List.of(
                        "panel.type=none",
                        "cost.enabled=true",
                        "cost.report-name=hourly",
                        "cost.source=s3://reports/cur",
                        "cost.target=file:///tables",
                        "cost.athena.database=costs",
                        "cost.athena.output=s3://answers/"),
                List.of("CONFIG-002  *  cost.target got \"file:///tables"));
    }

    @Test
    void findsNothingWrongWithAPanelOnI2c() throws IOException {
        assertThat(run("panel.type=rgb-5x5", "panel.i2c-address=0x77", "panel.pin.i-0123=4,4"))
                .as(command::out)
                .isZero();
        assertThat(command.out()).isEqualTo("all well\n");
    }

    /** Exit code 1, a line that begins so, {@code *} for file and line, for each problem, and their number. */
    private void assertChecked(List<String> settings, List<String> beginnings) throws IOException {
        assertThat(run(settings.toArray(String[]::new))).isEqualTo(1);
        List<String> lines = command.out().lines().toList();
        assertThat(lines).hasSize(beginnings.size() + 1).last().isEqualTo(beginnings.size() + " to correct");
        for (int number = 0; number < beginnings.size(); number++) {
            String line = lines.get(number).replaceFirst("  \\S*test\\.properties:\\d+  ", "  *  ");
            assertThat(line).startsWith(beginnings.get(number));
        }
    }

    private int run(String... settings) throws IOException {
        Path properties = Files.write(folder.resolve("test.properties"), List.of(settings));
        return command.run("check", "--properties", properties.toString());
    }
}
