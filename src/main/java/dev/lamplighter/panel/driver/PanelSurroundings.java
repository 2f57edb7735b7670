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
 */
public record PanelSurroundings(Path root, PrintStream out, boolean terminal, boolean colour) {
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
