package dev.lamplighter.window.startup;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One case of {@code bad-packages.yaml}, which says what its keys mean. */
record BadPackage(
        String name,
        @Nullable Map<String, String> files,
        @Nullable Map<String, String> hex,
        @Nullable List<String> replace,
        @Nullable List<String> remove,
        @JsonProperty("may-not-run") @Nullable List<String> mayNotRun,
        @Nullable List<String> repeat,
        @Nullable Map<String, String> links,
        boolean zip,
        @Nullable List<RawEntry> entries,
        @Nullable String file,
        @JsonProperty("hex-file") @Nullable String hexFile,
        @JsonProperty("base64-file") @Nullable String base64File,
        @Nullable Map<String, String> values,
        boolean build,
        String code,
        boolean remark,
        @JsonProperty("at") @Nullable String place,
        @Nullable List<String> words,
        int lines) {

    /** An entry of a ZIP file as it is. */
    record RawEntry(
            String path,
            @Nullable String text,
            int zeros,
            @Nullable String mode,
            @JsonProperty("name-before-data") @Nullable String nameBeforeData) {
        /** Of the same length as the path, which stands in the directory at the end. */
        String localName() {
            return nameBeforeData == null ? path : nameBeforeData;
        }

        byte[] content() {
            return text == null ? new byte[zeros] : text.getBytes(StandardCharsets.UTF_8);
        }

        int unixMode() {
            return mode == null ? 0100644 : Integer.parseInt(mode, 8);
        }
    }

    private static final Path TABLE = Path.of("src/test/resources/bad-packages.yaml");

    static List<BadPackage> all() throws IOException {
        return Stream.of(json().treeToValue(table().get("cases"), BadPackage[].class))
                .toList();
    }

    /** The package that is all well, in a folder. */
    static void writeGood(Path folder) throws IOException {
        JsonNode good = table().get("package");
        for (Map.Entry<String, JsonNode> file : good.get("files").properties()) {
            write(folder.resolve(file.getKey()), file.getValue().asText().getBytes(StandardCharsets.UTF_8));
        }
        for (JsonNode empty : good.get("folders")) {
            Files.createDirectories(folder.resolve(empty.asText()));
        }
    }

    /** This package in a folder, a ZIP file or a text. */
    Path write(Path home) throws IOException {
        Optional<byte[]> alone = alone();
        if (alone.isPresent()) {
            return Files.write(home.resolve("user-data"), alone.get());
        }
        Path folder = home.resolve("origin");
        writeGood(folder);
        change(folder);
        if (zip || entries != null) {
            List<RawEntry> added = Objects.requireNonNullElse(entries, List.of());
            return Files.write(home.resolve("origin.zip"), ForeignZip.of(folder, added));
        }
        return folder;
    }

    private Optional<byte[]> alone() {
        if (hexFile != null) {
            return Optional.of(HexFormat.ofDelimiter(" ").parseHex(hexFile));
        }
        if (base64File != null) {
            return Optional.of(Base64.getEncoder().encode(base64File.getBytes(StandardCharsets.UTF_8)));
        }
        return Optional.ofNullable(file).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private void change(Path folder) throws IOException {
        for (String gone : Objects.requireNonNullElse(remove, List.<String>of())) {
            delete(folder.resolve(gone));
        }
        for (Map.Entry<String, String> changed : entries(files)) {
            write(folder.resolve(changed.getKey()), changed.getValue().getBytes(StandardCharsets.UTF_8));
        }
        for (Map.Entry<String, String> changed : entries(hex)) {
            write(folder.resolve(changed.getKey()), HexFormat.ofDelimiter(" ").parseHex(changed.getValue()));
        }
        if (repeat != null) {
            byte[] noise = new byte[Integer.parseInt(repeat.get(1))];
            new Random(1).nextBytes(noise);
            write(folder.resolve(repeat.get(0)), noise);
        }
        if (replace != null) {
            Path changed = folder.resolve(replace.get(0));
            String text = Files.readString(changed);
            if (!text.contains(replace.get(1))) {
                throw new IllegalArgumentException(changed + " has no " + replace.get(1));
            }
            Files.writeString(changed, text.replace(replace.get(1), replace.get(2)));
        }
        for (Map.Entry<String, String> link : entries(links)) {
            Files.createSymbolicLink(folder.resolve(link.getKey()), Path.of(link.getValue()));
        }
        for (String script : Objects.requireNonNullElse(mayNotRun, List.<String>of())) {
            setExecutable(folder.resolve(script), false);
        }
    }

    private static Iterable<Map.Entry<String, String>> entries(@Nullable Map<String, String> map) {
        return map == null ? List.of() : map.entrySet();
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, content);
        setExecutable(file, file.toString().endsWith(".sh"));
    }

    private static void setExecutable(Path file, boolean executable) throws IOException {
        if (!file.toFile().setExecutable(executable)) {
            throw new IOException("permissions of " + file);
        }
    }

    private static void delete(Path top) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(top)) {
            all = found.sorted((a, b) -> b.compareTo(a)).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }

    private static JsonNode table() throws IOException {
        Object all = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(TABLE));
        return json().valueToTree(all);
    }

    private static JsonMapper json() {
        return JsonMapper.builder().build();
    }

    @Override
    public String toString() {
        return name;
    }
}
