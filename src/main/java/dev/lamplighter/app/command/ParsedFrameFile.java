package dev.lamplighter.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SizeLimitedFile;
import dev.lamplighter.base.code.LightProblemCode;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelPosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds a frame in JSON, {@code {"pixels":[[x,y,"#rrggbb"],...]}}: pixels that are not named are black. Other fields are
 * ignored.
 *
 * @param problems one for each pixel that was left out of the frame
 */
record ParsedFrameFile(Frame frame, List<Problem> problems) {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /** Reads a frame for a panel of this size; throws a {@link ProblemException} if the file isn't a frame. */
    static ParsedFrameFile read(Path file, PanelGeometry panel) {
        JsonNode pixels = pixels(file);
        Map<PixelPosition, Rgb> lit = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (int number = 0; number < pixels.size(); number++) {
            String where = file + " pixels[" + number + "]";
            place(pixels.get(number), panel, lit, where).ifPresent(problems::add);
        }
        return new ParsedFrameFile(Frame.of(panel, lit), problems);
    }

    private static Optional<Problem> place(
            JsonNode pixel, PanelGeometry panel, Map<PixelPosition, Rgb> lit, String where) {
        if (pixel.size() != 3
                || !pixel.path(0).isInt()
                || !pixel.path(1).isInt()
                || !pixel.path(2).isTextual()) {
            return Optional.of(refused(where, pixel.toString(), "[x, y, \"#rrggbb\"]"));
        }
        int x = pixel.path(0).intValue();
        int y = pixel.path(1).intValue();
        if (x < 0 || y < 0 || !panel.contains(new PixelPosition(x, y))) {
            return Optional.of(refused(where, x + "," + y, panel.allowed() + " on this " + panel + " panel"));
        }
        try {
            Rgb before =
                    lit.put(new PixelPosition(x, y), Rgb.parse(pixel.path(2).textValue()));
            return before == null ? Optional.empty() : Optional.of(refused(where, x + "," + y, "each pixel once"));
        } catch (IllegalArgumentException e) {
            return Optional.of(refused(where, pixel.path(2).textValue(), "#rrggbb, as in #0000ff"));
        }
    }

    /** Reads the file; it may also be a pipe, which has no size. */
    private static byte[] text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(SizeLimitedFile.LARGEST_BYTES + 1);
            if (bytes.length > SizeLimitedFile.LARGEST_BYTES) {
                throw new IOException("larger than 1 MiB");
            }
            return bytes;
        }
    }

    private static JsonNode pixels(Path file) {
        try {
            JsonNode pixels = JSON.<JsonNode>readValue(text(file)).path("pixels");
            if (pixels.isArray()) {
                return pixels;
            }
            throw unreadable(file, "no list named pixels", null);
        } catch (JsonProcessingException e) {
            String at = e.getLocation() == null
                    ? ""
                    : " in line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw unreadable(file, "no JSON" + at + " (" + e.getOriginalMessage() + ")", e);
        } catch (IOException e) {
            throw unreadable(file, "can't be read: " + IoErrorText.ofFile(e), e);
        }
    }

    private static Problem refused(String where, String got, String allowed) {
        return new Problem(
                LightProblemCode.FRAME_VALUE_REFUSED,
                where,
                "got \"" + got + "\"",
                "allowed is " + allowed,
                "change it and run it again");
    }

    private static ProblemException unreadable(Path file, String what, @Nullable Throwable cause) {
        return new ProblemException(
                new Problem(
                        LightProblemCode.FRAME_FILE_UNREADABLE,
                        file.toString(),
                        what,
                        "a frame is {\"pixels\":[[x,y,\"#rrggbb\"],...]}",
                        "write or name such a file"),
                cause);
    }
}
