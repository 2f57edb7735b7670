package dev.lamplighter.panel.frame;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Takes rectangles and text, and writes them as a PNG. It doesn't use AWT, which not every Java runtime has. */
final class PngCanvas {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int BITS_PER_CHANNEL = 8;
    private static final int TRUE_COLOUR = 2;

    private final int width;
    private final int height;
    private final Rgb[] points;

    PngCanvas(int width, int height, Rgb background) {
        this.width = width;
        this.height = height;
        this.points = new Rgb[width * height];
        Arrays.fill(points, background);
    }

    /** Fills a rectangle, as far as it is within. */
    void fill(int left, int top, int wide, int high, Rgb colour) {
        for (int down = Math.max(0, top); down < Math.min(height, top + high); down++) {
            for (int right = Math.max(0, left); right < Math.min(width, left + wide); right++) {
                points[down * width + right] = colour;
            }
        }
    }

    /** Writes a line of text, each point of a letter as a square of two by two. */
    void write(int left, int top, String text, Rgb colour) {
        String letters = PixelFont.drawable(text);
        for (int i = 0; i < letters.length(); i++) {
            for (int down = 0; down < PixelFont.HEIGHT; down++) {
                for (int right = 0; right < PixelFont.ADVANCE; right++) {
                    if (PixelFont.isInk(letters.charAt(i), right, down)) {
                        fill(left + (i * PixelFont.ADVANCE + right) * 2, top + down * 2, 2, 2, colour);
                    }
                }
            }
        }
    }

    /** The bytes of the file. */
    byte[] png() {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(png)) {
            out.writeLong(SIGNATURE);
            chunk(out, "IHDR", header());
            chunk(out, "IDAT", image());
            chunk(out, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    /** The content of the header; the three zeros at its end mean deflate, the standard filters, no interlace. */
    private byte[] header() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream header = new DataOutputStream(bytes)) {
            header.writeInt(width);
            header.writeInt(height);
            header.write(new byte[] {BITS_PER_CHANNEL, TRUE_COLOUR, 0, 0, 0});
        }
        return bytes.toByteArray();
    }

    /** The image data; each line of points begins with its filter, 0 for none. */
    private byte[] image() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream image = new DeflaterOutputStream(bytes)) {
            for (int i = 0; i < points.length; i++) {
                if (i % width == 0) {
                    image.write(0);
                }
                image.write(points[i].red());
                image.write(points[i].green());
                image.write(points[i].blue());
            }
        }
        return bytes.toByteArray();
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
