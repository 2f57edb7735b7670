package dev.lamplighter.panel.frame;

import dev.lamplighter.base.VisibleText;

/**
 * Holds the text of one pixel, for panels that can show text.
 *
 * @param index of the pixel, row-major
 * @param mark one letter for the state, so that no state is shown by colour alone
 * @param name of the instance; invisible characters are replaced by their numbers, so that a tag can't control a terminal
 * @param state as AWS names it
 */
public record PixelLabel(int index, char mark, String name, String state) {
    /** The mark of the pixel that shows which page it is; the label's name is that of the page. */
    public static final char PAGE = '#';

    /** The name with invisible characters replaced. */
    public static String printable(String name) {
        return VisibleText.of(name);
    }

    public PixelLabel {
        name = printable(name);
    }
}
