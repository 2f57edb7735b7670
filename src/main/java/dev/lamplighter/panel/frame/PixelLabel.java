package dev.lamplighter.panel.frame;

import dev.lamplighter.base.VisibleText;

/**
 * The text of one pixel, for panels that can write.
 *
 * @param index of the pixel, row-major
 * @param mark one letter for the state, so that no state is shown by colour alone
 * @param name of the instance; invisible characters from a tag are shown by their numbers, so that it can't control a terminal
 * @param state as AWS names it
 */
public record PixelLabel(int index, char mark, String name, String state) {
    /** Marks the pixel that shows which page it is; its name is that of the page. */
    public static final char PAGE = '#';

    /** A name as it may be printed. */
    public static String printable(String name) {
        return VisibleText.of(name);
    }

    public PixelLabel {
        name = printable(name);
    }
}
