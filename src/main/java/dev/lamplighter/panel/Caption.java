package dev.lamplighter.panel;

import java.util.regex.Pattern;

/**
 * What one pixel stands for, for panels that can write.
 *
 * @param index of the pixel, row-major
 * @param mark one letter for the state, so that no state is told by colour alone
 * @param name of the instance; control characters from a tag are replaced, so that it can't steer a terminal
 * @param state in AWS's words
 */
public record Caption(int index, char mark, String name, String state) {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    public Caption {
        name = CONTROL.matcher(name).replaceAll("?");
    }
}
