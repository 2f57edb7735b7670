package dev.lamplighter.window.startup;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Tells the lines that places of a text are in. */
final class LineNumberIndex {
    private final int[] ends;

    LineNumberIndex(String text) {
        ends = IntStream.range(0, text.length())
                .filter(at -> text.charAt(at) == '\n')
                .toArray();
    }

    /** The line of an offset, counted from 1. */
    int lineOf(int offset) {
        int found = Arrays.binarySearch(ends, offset);
        return 1 + (found < 0 ? -found - 1 : found);
    }
}
