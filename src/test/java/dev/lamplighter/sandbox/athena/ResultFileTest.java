package dev.lamplighter.sandbox.athena;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ResultFileTest {
    private static final String LETTERS = "ab,\"\n\r €\uD83D\uDE80";

    @Test
    void quotesEveryValueAndLeavesNullEmpty() throws IOException {
        assertThat(new String(written(List.of(Arrays.asList("a", null, "", "b\"c"))), StandardCharsets.UTF_8))
                .isEqualTo("\"a\",,\"\",\"b\"\"c\"\n");
    }

    @Test
    void removesItsTemporaryFile() {
        Path file;
        try (ResultWriter writer = new ResultWriter()) {
            writer.line("one");
            file = writer.finish();
            assertThat(file).hasContent("one\n");
        }

        assertThat(file).doesNotExist();
    }

    @Test
    void readsBackWhatItWroteFromTheStartOfAnyRow() throws IOException {
        long seed = 20261005;
        Random random = new Random(seed);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int row = 0; row < 200; row++) {
            rows.add(Arrays.asList(value(random), value(random), value(random)));
        }
        byte[] bytes = written(rows);

        long position = 0;
        for (List<@Nullable String> expected : rows) {
            ByteArrayInputStream rest = new ByteArrayInputStream(bytes, (int) position, bytes.length - (int) position);
            ResultReader reader = new ResultReader(rest, position, true);
            assertThat(reader.row()).as("seed %d, byte %d", seed, position).isEqualTo(expected);
            position = reader.position();
        }
        assertThat(position).isEqualTo(bytes.length);
    }

    private static @Nullable String value(Random random) {
        if (random.nextInt(5) == 0) {
            return null;
        }
        int[] letters = LETTERS.codePoints().toArray();
        StringBuilder value = new StringBuilder();
        for (int left = random.nextInt(6); left > 0; left--) {
            value.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return value.toString();
    }

    private static byte[] written(List<List<@Nullable String>> rows) throws IOException {
        try (ResultWriter writer = new ResultWriter()) {
            rows.forEach(writer::row);
            return Files.readAllBytes(writer.finish());
        }
    }
}
