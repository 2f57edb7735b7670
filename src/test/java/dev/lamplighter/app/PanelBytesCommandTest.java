package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PanelBytesCommandTest {
    private static final Path GOLDEN = Path.of("src/test/resources/led-golden");

    @TempDir
    Path folder;

    private final CommandRun command = new CommandRun();

    /** Name, panel, rotation, pixels as JSON, expected lines. */
    record Case(String name, String panel, int rotation, String pixels, List<String> lines) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> goldenFiles() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (JsonNode golden : read("unicorn_hat_spi.json").path("cases")) {
            cases.add(new Case(
                    golden.path("name").textValue(),
                    golden.path("panel").textValue(),
                    golden.path("rotation").intValue(),
                    golden.path("pixels").toString(),
                    List.of("spi:0.0 " + golden.path("spi_hex").textValue())));
        }
        for (JsonNode golden : read("unicorn_hat_hd.json").path("cases")) {
            cases.add(straight(
                    "unicorn-hat-hd",
                    golden,
                    List.of("spi:0.0 " + golden.path("spi_hex").textValue())));
        }
        for (JsonNode golden : read("pi5_leds0.json").path("cases")) {
            cases.add(straight(
                    "leds0",
                    golden,
                    List.of("file:/dev/leds0 " + golden.path("file_hex").textValue())));
        }
        JsonNode matrix = read("is31fl3731_5x5.json");
        for (JsonNode golden : matrix.path("cases")) {
            if (golden.path("frame").intValue() == 1) {
                cases.add(straight(
                        "rgb-5x5",
                        golden,
                        Stream.concat(texts(matrix.path("init")), texts(golden.path("writes_unchunked")))
                                .map(hex -> "i2c:0x74 " + hex)
                                .toList()));
            }
        }
        for (JsonNode golden : read("sense_hat_i2c.json").path("cases")) {
            List<String> pixels = new ArrayList<>();
            for (JsonNode pixel : golden.path("pixels5")) {
                pixels.add(String.format(
                        "[%d,%d,\"#%02X%02x%02x\"]",
                        pixel.path(0).intValue(),
                        pixel.path(1).intValue(),
                        pixel.path(2).intValue() << 3,
                        pixel.path(3).intValue() << 3,
                        pixel.path(4).intValue() << 3));
            }
            cases.add(new Case(
                    "sense-hat/" + golden.path("name").textValue(),
                    "sense-hat",
                    0,
                    pixels.toString(),
                    List.of("i2c:0x46 " + golden.path("i2c_hex").textValue())));
        }
        assertThat(cases).hasSize(14 + 4 + 1 + 3 + 3);
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void printsTheGoldenWritesAndNothingElse(Case golden) throws IOException {
        Path frame = frame("{\"pixels\":" + golden.pixels() + "}");

        int exit = run(
                "--panel",
                golden.panel(),
                "--rotation",
                Integer.toString(golden.rotation()),
                "--frame",
                frame.toString());

        assertThat(command.err()).isEmpty();
        assertThat(exit).isZero();
        assertThat(command.out().lines()).containsExactlyElementsOf(golden.lines());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "unicorn-hatt | 0  | {\"pixels\":[]} "
                        + "| CONFIG-002  --panel  got \"unicorn-hatt\": allowed is one of unicorn-hat, unicorn-phat, "
                        + "unicorn-hat-hd, rgb-5x5, sense-hat, leds0; fix: did you mean unicorn-hat?",
                "terminal     | 0  | {\"pixels\":[]} | CONFIG-002  --panel  got \"terminal\": allowed is one of unicorn-hat",
                "unicorn-hat  | 45 | {\"pixels\":[]} "
                        + "| CONFIG-002  --rotation  got \"45\": allowed is one of 0, 90, 180, 270; fix: ",
                "unicorn-phat | 0  | {\"pixels\":[[0,4,\"#000000\"]]} "
                        + "| LIGHT-031  FRAME pixels[0]  got \"0,4\": allowed is 0,0..7,3 on this 8x4 panel; fix: ",
                "unicorn-phat | 90 | {\"pixels\":[[4,0,\"#000000\"]]} "
                        + "| LIGHT-031  FRAME pixels[0]  got \"4,0\": allowed is 0,0..3,7 on this 4x8 panel; fix: ",
                "rgb-5x5      | 0  | {\"pixels\":[[-1,0,\"#000000\"]]} | LIGHT-031  FRAME pixels[0]  got \"-1,0\": allowed is ",
                "rgb-5x5      | 0  | {\"pixels\":[[0,0,\"#12\"]]} "
                        + "| LIGHT-031  FRAME pixels[0]  got \"#12\": allowed is #rrggbb, as in #0000ff; fix: ",
                "rgb-5x5      | 0  | {\"pixels\":[[0,0]]} | LIGHT-031  FRAME pixels[0]  got \"[0,0]\": allowed is [x, y, ",
                "rgb-5x5      | 0  | {\"pixels\":[[0.5,0,\"#000000\"]]} | LIGHT-031  FRAME pixels[0]  got ",
                "rgb-5x5      | 0  | {\"pixels\":[[0,0,\"#000000\"],[0,0,\"#000001\"]]} "
                        + "| LIGHT-031  FRAME pixels[1]  got \"0,0\": allowed is each pixel once",
                "rgb-5x5      | 0  | {\"pixel\":[]}  | LIGHT-030  FRAME  no list named pixels: ",
                "rgb-5x5      | 0  | {\"pixels\":[]  | LIGHT-030  FRAME  no JSON in line 1, column ",
                "rgb-5x5      | 0  | {\"pixels\":[]}}| LIGHT-030  FRAME  no JSON",
                "rgb-5x5      | 0  | ``              | LIGHT-030  FRAME  no JSON in line 1, column 0"
            })
    void refusesBadInputInOneLineWithExitCodeOne(String panel, String rotation, String json, String expected)
            throws IOException {
        Path frame = frame(json);

        assertThat(run("--panel", panel, "--rotation", rotation, "--frame", frame.toString()))
                .isEqualTo(1);

        assertThat(command.err()).hasLineCount(1).startsWith(expected.replace("FRAME", frame.toString()));
        assertThat(command.out()).isEmpty();
    }

    @Test
    void tellsEveryBadPixelInALineOfItsOwn() throws IOException {
        Path frame = frame("{\"pixels\":[[8,0,\"#000000\"],[0,0,\"#ff0000\"],[1,1,\"red\"],7]}");
        assertThat(run("--panel", "sense-hat", "--frame", frame.toString())).isEqualTo(1);
        assertThat(command.err().lines()).hasSize(3).allMatch(line -> line.startsWith("LIGHT-031  "));
        assertThat(command.out()).isEmpty();
    }

    @Test
    void saysThatTheFrameIsMissing() {
        Path nowhere = folder.resolve("none.json");
        assertThat(run("--panel", "sense-hat", "--frame", nowhere.toString())).isEqualTo(1);
        assertThat(command.err()).hasLineCount(1).startsWith("LIGHT-030  " + nowhere + "  can't be read");
    }

    /** Named by mistake, such as an image of a card: more than memory holds. */
    @Test
    void aFileOfGigabytesIsOneLine() throws IOException {
        Path image = folder.resolve("image.json");
        try (RandomAccessFile sparse = new RandomAccessFile(image.toFile(), "rw")) {
            sparse.setLength(8L << 30);
        }
        assertThat(run("--panel", "sense-hat", "--frame", image.toString())).isEqualTo(1);
        assertThat(command.err())
                .hasLineCount(1)
                .startsWith("LIGHT-030  " + image + "  can't be read")
                .contains("larger than 1 MiB");
    }

    @Test
    void asksForItsOptionsWithExitCodeTwo() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--panel", "sense-hat")).isEqualTo(2);
        assertThat(run("--panel", "sense-hat", "--frame", "f.json", "--colour")).isEqualTo(2);
    }

    private int run(String... arguments) {
        return command.run(
                Stream.concat(Stream.of("panel", "bytes"), Stream.of(arguments)).toArray(String[]::new));
    }

    private Path frame(String json) throws IOException {
        return Files.writeString(folder.resolve("frame.json"), json);
    }

    private static Case straight(String panel, JsonNode golden, List<String> lines) {
        return new Case(
                panel + "/" + golden.path("name").textValue(),
                panel,
                0,
                golden.path("pixels").toString(),
                lines);
    }

    private static Stream<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::textValue);
    }

    private static JsonNode read(String name) throws IOException {
        return new ObjectMapper().readTree(GOLDEN.resolve(name).toFile());
    }
}
