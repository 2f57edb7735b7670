package dev.lamplighter.panel.pixel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.base.AtomicFile;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.LightProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves pixel assignments in a JSON file: {@code
 * {"pixels":[{"instance":"i-1","name":"web","x":0,"y":3,"sources":["eu-west-1"], "goneSince":"2026-..."}]}}; {@code page} is
 * added on a further page.
 *
 * <p>Positions are saved rather than indexes, so that a pixel stays where it is if the panel is replaced by a larger one. A
 * pixel that the new panel doesn't have is dropped. Not thread-safe.
 */
public final class PixelStore {
    private static final Logger LOG = LoggerFactory.getLogger(PixelStore.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final PanelGeometry panel;
    private boolean failing;

    public PixelStore(Path file, PanelGeometry panel) {
        this.file = file;
        this.panel = panel;
    }

    /**
     * Reads what was saved last. A file that can't be parsed is renamed to {@code <name>.broken-<n>} and logged in one line,
     * and the result is empty. Throws a {@link ProblemException} if the file can't be read or renamed.
     */
    public List<PixelAssignment> load() {
        try {
            return Files.exists(file) ? parse(Files.readAllBytes(file)) : List.of();
        } catch (JsonProcessingException | DateTimeException | ArithmeticException | IllegalArgumentException broken) {
            setAside(broken);
            return List.of();
        } catch (IOException e) {
            throw new ProblemException(
                    problem(
                            LightProblemCode.PIXELS_INACCESSIBLE,
                            "can't read it (" + e + ")",
                            "let the service read and write its work folder"),
                    e);
        }
    }

    /** Reads what was saved last, and changes nothing: a file that can't be parsed is refused and stays where it is. */
    public List<PixelAssignment> look() {
        try {
            return Files.exists(file) ? parse(Files.readAllBytes(file)) : List.of();
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new ProblemException(
                    problem(
                            LightProblemCode.PIXELS_INACCESSIBLE,
                            "can't read it (" + e.getMessage() + ")",
                            "see what the file holds"),
                    e);
        }
    }

    /**
     * Writes the assignments; returns false if the file can't be written, which is logged once until it can be written
     * again.
     */
    public boolean save(List<PixelAssignment> assignments) {
        try {
            AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json(assignments)));
        } catch (IOException e) {
            if (!failing) {
                LOG.warn(problem(
                                LightProblemCode.PIXELS_INACCESSIBLE,
                                "can't write it (" + e + ")",
                                "look at free space and permissions")
                        .line());
            }
            failing = true;
            return false;
        }
        if (failing) {
            LOG.info("pixels are saved again file={}", file);
        }
        failing = false;
        return true;
    }

    private void setAside(Exception broken) {
        Path aside = AtomicFile.freeBroken(file);
        Problem problem = problem(
                LightProblemCode.PIXELS_DAMAGED,
                "not a file of pixels (" + broken.getMessage() + ")",
                "none needed: the file is kept as " + aside.getFileName() + ", and each instance gets a new pixel");
        try {
            Files.move(file, aside);
        } catch (IOException e) {
            throw new ProblemException(problem, e);
        }
        LOG.warn(problem.line());
    }

    private Problem problem(LightProblemCode code, String what, String fix) {
        return new Problem(code, file.toString(), what, "lights may move at the next start", fix);
    }

    private ObjectNode json(List<PixelAssignment> assignments) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode pixels = root.putArray("pixels");
        for (PixelAssignment kept : assignments) {
            PixelPosition position = panel.position(kept.index() % panel.size());
            int page = kept.index() / panel.size();
            ObjectNode pixel = pixels.addObject()
                    .put("instance", kept.instanceId())
                    .put("name", kept.name())
                    .put("x", position.x())
                    .put("y", position.y());
            if (page > 0) {
                pixel.put("page", page);
            }
            ArrayNode sources = pixel.putArray("sources");
            kept.sources().stream().sorted().forEach(sources::add);
            if (kept.goneSince() != null) {
                pixel.put("goneSince", kept.goneSince().toString());
            }
        }
        return root;
    }

    private List<PixelAssignment> parse(byte[] content) throws IOException {
        JsonNode pixels = JSON.readTree(content).path("pixels");
        if (!pixels.isArray()) {
            throw new IllegalArgumentException("no list named pixels");
        }
        List<PixelAssignment> assignments = new ArrayList<>();
        Set<String> instances = new HashSet<>();
        Set<String> positions = new HashSet<>();
        for (JsonNode pixel : pixels) {
            String instance = text(pixel, "instance");
            PixelPosition position = new PixelPosition(number(pixel, "x"), number(pixel, "y"));
            int page = pixel.has("page") ? number(pixel, "page") : 0;
            if (page < 0) {
                throw new IllegalArgumentException("page must be 0 or more, got " + page);
            }
            if (!instances.add(instance) || !positions.add(position + " on page " + page)) {
                throw new IllegalArgumentException("twice: " + instance + " at " + position);
            }
            if (panel.contains(position)) {
                int index = Math.addExact(Math.multiplyExact(page, panel.size()), panel.index(position));
                assignments.add(new PixelAssignment(
                        instance, pixel.path("name").asText(), index, sources(pixel), goneSince(pixel)));
            }
        }
        return assignments;
    }

    private static String text(JsonNode pixel, String field) {
        JsonNode value = pixel.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " must be a text, got " + value);
        }
        return value.textValue();
    }

    private static int number(JsonNode pixel, String field) {
        JsonNode value = pixel.path(field);
        if (!value.isInt()) {
            throw new IllegalArgumentException(field + " must be a whole number, got " + value);
        }
        return value.intValue();
    }

    /** The sources of a pixel; none in a file of an older version, which knew only one source. */
    private static Set<String> sources(JsonNode pixel) {
        Set<String> sources = new HashSet<>();
        pixel.path("sources").forEach(source -> sources.add(source.asText()));
        return sources;
    }

    private static @Nullable Instant goneSince(JsonNode pixel) {
        return pixel.has("goneSince") ? Instant.parse(text(pixel, "goneSince")) : null;
    }
}
