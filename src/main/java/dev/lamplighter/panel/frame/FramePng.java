package dev.lamplighter.panel.frame;

import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelPosition;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes a frame as a PNG: a square of 32 by 32 points for each pixel, with dark lines between them. It doesn't use AWT,
 * which not every Java runtime has.
 */
public final class FramePng {
    /** The points from the left edge of one pixel to that of the next. */
    static final int CELL = 32;

    private static final int LINE = 2;
    private static final Rgb BETWEEN = new Rgb(24, 24, 24);
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int BITS_PER_CHANNEL = 8;
    private static final int TRUE_COLOUR = 2;

    private FramePng() {}

    /** The bytes of the file. */
    public static byte[] of(Frame frame) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(png)) {
            out.writeLong(SIGNATURE);
            chunk(out, "IHDR", header(frame.geometry()));
            chunk(out, "IDAT", image(frame));
            chunk(out, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    /** The content of the header; the three zeros at its end mean deflate, the standard filters, no interlace. */
    private static byte[] header(PanelGeometry panel) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream header = new DataOutputStream(bytes)) {
            header.writeInt(panel.width() * CELL);
            header.writeInt(panel.height() * CELL);
            header.write(new byte[] {BITS_PER_CHANNEL, TRUE_COLOUR, 0, 0, 0});
        }
        return bytes.toByteArray();
    }

    /** The image data; each line of points begins with its filter, 0 for none. */
    private static byte[] image(Frame frame) throws IOException {
        PanelGeometry panel = frame.geometry();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream image = new DeflaterOutputStream(bytes)) {
            for (int down = 0; down < panel.height() * CELL; down++) {
                image.write(0);
                for (int right = 0; right < panel.width() * CELL; right++) {
                    Rgb colour = point(frame, right, down);
                    image.write(colour.red());
                    image.write(colour.green());
                    image.write(colour.blue());
                }
            }
        }
        return bytes.toByteArray();
    }

    private static Rgb point(Frame frame, int right, int down) {
        boolean inside = right % CELL < CELL - LINE && down % CELL < CELL - LINE;
        return inside ? frame.pixel(new PixelPosition(right / CELL, down / CELL)) : BETWEEN;
    }

    /** Writes a chunk: length, name, content, and the checksum of name and content (PNG specification, "Chunk layout"). */
    private static void chunk(DataOutputStream out, String name, byte[] content) throws IOException {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(type);
        checksum.update(content);
        out.writeInt(content.length);
        out.write(type);
        out.write(content);
        out.writeInt((int) checksum.getValue());
    }
}
