package dev.lamplighter.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One entry of {@code bad-inputs.yaml}: a wrong input, and the line that tells of it. The file says what its keys mean.
 *
 * @param lines all lines that it leads to; 0 stands for one
 */
public record BadInput(
        String name,
        List<String> settings,
        String bytes,
        Map<String, String> files,
        String code,
        boolean remark,
        @JsonProperty("at") String place,
        List<String> words,
        int lines) {
    private static final Path TABLE = Path.of("src/test/resources/bad-inputs.yaml");

    public BadInput {
        settings = settings == null ? List.of() : List.copyOf(settings);
        bytes = bytes == null ? "" : bytes;
        files = files == null ? Map.of() : Map.copyOf(files);
        words = List.copyOf(words);
        lines = Math.max(1, lines);
    }

    /** All of the table. */
    public static List<BadInput> all() throws IOException {
        Object entries = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(TABLE));
        JsonMapper json = JsonMapper.builder().build();
        JsonNode tree = json.valueToTree(entries);
        return Stream.of(json.treeToValue(tree, BadInput[].class)).toList();
    }

    /** The entry with this name. */
    public static BadInput named(String name) throws IOException {
        return all().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no bad input is called " + name));
    }

    /** Its only file. */
    public String file() {
        assertThat(files).hasSize(1);
        return files.values().iterator().next();
    }

    /** The settings as they stand in a file; null where there are none. */
    byte @Nullable [] settingsFile() {
        if (!bytes.isEmpty()) {
            return HexFormat.ofDelimiter(" ").parseHex(bytes);
        }
        return settings.isEmpty() ? null : String.join("\n", settings).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
