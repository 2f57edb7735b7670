package dev.lamplighter.panel.frame;

import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelPosition;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Holds the colours of all pixels at one moment.
 *
 * @param pixels row-major, index = y*width + x; colours before gamma and brightness
 * @param captions what the lit pixels stand for, by index; may be empty
 * @param note one line about the whole frame, such as its age; may be empty
 * @param brightness the highest brightness of an LED panel, 0..1, even if {@code panel.brightness} is higher; 1 by day
 */
public record Frame(
        PanelGeometry geometry, List<Rgb> pixels, List<PixelLabel> captions, String note, double brightness) {
    public Frame {
        pixels = List.copyOf(pixels);
        captions = List.copyOf(captions);
        if (pixels.size() != geometry.size()) {
            throw new IllegalArgumentException(
                    "a frame of " + geometry + " has " + geometry.size() + " pixels, got " + pixels.size());
        }
        if (!(brightness >= 0 && brightness <= 1)) {
            throw new IllegalArgumentException("brightness must be in 0..1, got " + brightness);
        }
    }

    /** Makes a frame without a limit of brightness. */
    public Frame(PanelGeometry geometry, List<Rgb> pixels, List<PixelLabel> captions, String note) {
        this(geometry, pixels, captions, note, 1);
    }

    public Frame(PanelGeometry geometry, List<Rgb> pixels) {
        this(geometry, pixels, List.of(), "");
    }

    public static Frame dark(PanelGeometry geometry) {
        return new Frame(geometry, Collections.nCopies(geometry.size(), Rgb.BLACK));
    }

    /** Makes a frame in which these pixels are lit and all others are black. */
    public static Frame of(PanelGeometry geometry, Map<PixelPosition, Rgb> lit) {
        return new Frame(
                geometry,
                IntStream.range(0, geometry.size())
                        .mapToObj(index -> lit.getOrDefault(geometry.position(index), Rgb.BLACK))
                        .toList());
    }

    public Frame withNote(String line) {
        return new Frame(geometry, pixels, captions, line, brightness);
    }

    public Rgb pixel(PixelPosition position) {
        return pixels.get(geometry.index(position));
    }

    /** One line of {@code #rrggbb} values for each row, from the top. */
    public List<String> rows() {
        return IntStream.range(0, geometry.height())
                .mapToObj(y -> String.join(
                        " ",
                        pixels.subList(y * geometry.width(), (y + 1) * geometry.width()).stream()
                                .map(Rgb::hex)
                                .toList()))
                .toList();
    }
}
