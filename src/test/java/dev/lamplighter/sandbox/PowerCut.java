package dev.lamplighter.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a power cut leaves of the state folder, and of the world.
 *
 * @param moment for a person
 * @param files name to content
 * @param windows all that were declared, as YAML
 * @param on windows whose machines were on
 */
record PowerCut(String moment, Map<String, byte[]> files, String windows, List<OneOffWindow> on) {
    static final String STATE = "/lamplighter.mv.db";

    PowerCut {
        files = new TreeMap<>(files);
        on = List.copyOf(on);
    }

    /** The same with another content of that file. */
    PowerCut with(String file, UnaryOperator<byte[]> damage) {
        Map<String, byte[]> others = new TreeMap<>(files);
        others.computeIfPresent(file, (name, content) -> damage.apply(content));
        return new PowerCut(moment, others, windows, on);
    }

    void writeTo(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(Path.of(folder + file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
