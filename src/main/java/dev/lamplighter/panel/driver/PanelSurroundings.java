package dev.lamplighter.panel.driver;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Describes the machine in which a panel is looked for.
 *
 * @param root of the file system: {@code /}, or a folder that stands for it
 * @param out where the terminal panel draws
 * @param terminal whether {@code out} is a terminal
 * @param colour whether {@code out} may be coloured ({@code NO_COLOR} is not set)
 * @param rows of the terminal, if something is drawn in it below the panel; else 0
 */
public record PanelSurroundings(Path root, PrintStream out, boolean terminal, boolean colour, int rows) {
    /** The most lines that are kept free below the panel. */
    private static final int MOST_BELOW = 9;
    /** The line of the panel's note, and the two that a terminal needs to scroll. */
    private static final int OTHER_LINES = 3;

    /** How many lines the terminal panel keeps free below itself, in which nothing scrolls; 0 when it isn't drawn in place. */
    public int linesBelow(int panelHeight) {
        return terminal && colour ? Math.max(0, Math.min(MOST_BELOW, rows - panelHeight - OTHER_LINES)) : 0;
    }

    /** The line of the terminal, counted from 1, at which they begin: below the panel and its note. */
    public static int firstLineBelow(int panelHeight) {
        return panelHeight + 2;
    }

    /** The name in the EEPROM of the HAT that was plugged in at boot; empty when there is none. */
    String hatProduct() {
        Path product = root.resolve("proc/device-tree/hat/product");
        if (!Files.isReadable(product)) {
            return "";
        }
        try {
            return Files.readString(product, StandardCharsets.ISO_8859_1)
                    .replace("\0", "")
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + product, e);
        }
    }

    /** Whether a device such as {@code /dev/spidev0.0} exists. */
    boolean has(String device) {
        return Files.exists(root.resolve(device.substring(1)));
    }
}
