package dev.lamplighter.app;

import dev.lamplighter.base.VisibleText;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Writes what commands print. Characters that a terminal would obey or hide are shown by their numbers, except line ends and
 * tabs.
 */
final class VisibleWriter extends FilterWriter {
    private VisibleWriter(Writer out) {
        super(out);
    }

    static PrintWriter over(PrintWriter out) {
        return new PrintWriter(new VisibleWriter(out), true);
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        write(new String(text, from, length), 0, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        out.write(VisibleText.ofLines(text.substring(from, from + length)));
    }
}
