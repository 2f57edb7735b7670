package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that people write, up to a size and no further; and which word they meant. */
final class SizeLimitedFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsReadUpToItsLimit() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[2048]);

        assertThat(SizeLimitedFile.bytes(file, 2048)).hasSize(2048);
        assertThatThrownBy(() -> SizeLimitedFile.bytes(file, 2047)).hasMessage("larger than 1 KiB");
        assertThatThrownBy(() -> SizeLimitedFile.bytes(Files.write(file, new byte[(1 << 20) + 1]), 1 << 20))
                .hasMessage("larger than 1 MiB");
    }

    @Test
    void whatIsNoFileIsSaid() {
        assertThatThrownBy(() -> SizeLimitedFile.bytes(folder, 10)).hasMessage("a folder is there");
        assertThatThrownBy(() -> SizeLimitedFile.bytes(Path.of("/dev/null"), 10))
                .hasMessage("not a regular file is there");
        assertThatThrownBy(() -> SizeLimitedFile.bytes(folder.resolve("none"), 10))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void textIsUtf8() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "grün");
        assertThat(SizeLimitedFile.text(file, 10)).isEqualTo("grün");

        Files.write(file, new byte[] {'g', 'r', (byte) 0xfc, 'n'});
        assertThatThrownBy(() -> SizeLimitedFile.text(file, 10)).isInstanceOf(CharacterCodingException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "start, start",
        "START, start",
        "strat, start",
        "sta, start",
        "stops, stop",
        "tsop, stop",
        "x, ",
        "suspnd, suspend",
        "abcdefghi, ",
        "abcdefgst, "
    })
    void theNearestWordIsSuggestedIfItIsNear(String written, String meant) {
        assertThat(Suggestion.nearest(written, List.of("start", "stop", "suspend"))
                        .orElse(null))
                .isEqualTo(meant);
    }

    @Test
    void aThirdOfTheLettersMayBeOthersAndOfTwoAsNearTheFirstByAlphabetIsMeant() {
        assertThat(Suggestion.nearest("abcdefghiXXX", List.of("abcdefghijkl"))).contains("abcdefghijkl");
        assertThat(Suggestion.nearest("abcdefghiXXXX", List.of("abcdefghijkl"))).contains("abcdefghijkl");
        assertThat(Suggestion.nearest("abcdefgXXXXX", List.of("abcdefghijkl"))).isEmpty();
        assertThat(Suggestion.nearest("cat", List.of("hat", "bat"))).contains("bat");
    }
}
