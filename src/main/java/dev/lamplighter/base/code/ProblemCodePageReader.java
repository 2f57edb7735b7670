package dev.lamplighter.base.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads the pages of the codes from the jar, all of an area when the first of them is needed. Thread-safe. */
final class ProblemCodePageReader {
    private static final Map<String, Map<String, ProblemCodePage>> AREAS = new ConcurrentHashMap<>();

    private ProblemCodePageReader() {}

    static ProblemCodePage of(ProblemCode code) {
        return Objects.requireNonNull(area(area(code)).get(code.text()), code.text());
    }

    /** The pages of an area such as {@code window}, by code. */
    static Map<String, ProblemCodePage> area(String area) {
        return AREAS.computeIfAbsent(area, ProblemCodePageReader::read);
    }

    /** {@code window} of {@code WINDOW-111}. */
    static String area(ProblemCode code) {
        return code.text().substring(0, code.text().indexOf('-')).toLowerCase(Locale.ROOT);
    }

    private static Map<String, ProblemCodePage> read(String area) {
        try (InputStream in = ProblemCodePageReader.class.getResourceAsStream(area + ".yaml")) {
            Map<String, ProblemCodePage> pages = new LinkedHashMap<>();
            Object all = new Load(LoadSettings.builder().build())
                    .loadFromInputStream(Objects.requireNonNull(in, area + ".yaml is not in the jar"));
            ((Map<?, ?>) all).forEach((code, page) -> pages.put((String) code, page((Map<?, ?>) page)));
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProblemCodePage page(Map<?, ?> fields) {
        return new ProblemCodePage(
                field(fields, "what"),
                field(fields, "why"),
                field(fields, "meanwhile"),
                field(fields, "fix"),
                field(fields, "example"));
    }

    private static String field(Map<?, ?> fields, String name) {
        return Objects.requireNonNull((String) fields.get(name), name);
    }
}
