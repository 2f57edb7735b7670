package dev.lamplighter.panel.driver;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A screen that obeys the control sequences of a VT102 which the service uses, and refuses all others. */
public final class FakeTerminal {
    private static final Pattern SEQUENCE = Pattern.compile("\u001b(?:\\[(\\??)([\\d;]*)([A-Za-z])|([78]))");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final List<String> scrolledAway = new ArrayList<>();
    private final List<char[]> screen = new ArrayList<>();
    private final int rows;
    private final int columns;
    private int row;
    private int column;
    private int savedRow;
    private int savedColumn;
    private int top;
    private boolean wraps = true;
    private int read;

    public FakeTerminal(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        for (int i = 0; i < rows; i++) {
            screen.add(blank());
        }
    }

    public PrintStream stream() {
        return stream;
    }

    public void print(String text) {
        stream.print(text);
        stream.flush();
    }

    /** What stands in a line, counted from 1, without blanks at its end. */
    public String line(int number) {
        return lines().get(number - 1);
    }

    public List<String> lines() {
        obey();
        return screen.stream().map(line -> new String(line).stripTrailing()).toList();
    }

    /** What left the screen at its upper edge. */
    public List<String> scrolledAway() {
        obey();
        return scrolledAway;
    }

    private void obey() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        while (read < text.length()) {
            char next = text.charAt(read);
            if (next == '\u001b') {
                Matcher found = SEQUENCE.matcher(text).region(read, text.length());
                if (!found.lookingAt()) {
                    throw new AssertionError("not a control sequence: " + text.substring(read));
                }
                obey(found);
                read = found.end();
            } else {
                put(next);
                read++;
            }
        }
    }

    private void obey(Matcher found) {
        if (found.group(4) != null) {
            saveOrRestore(found.group(4).equals("7"));
            return;
        }
        String[] numbers = found.group(2).split(";", -1);
        int first = found.group(2).isEmpty() ? 1 : Integer.parseInt(numbers[0]);
        switch (found.group(1) + found.group(3)) {
            case "A" -> row = Math.max(0, row - first);
            case "B" -> row = Math.min(rows - 1, row + first);
            case "H" -> {
                row = Math.min(rows, first) - 1;
                column = Integer.parseInt(numbers[1]) - 1;
            }
            case "K" -> Arrays.fill(screen.get(row), column, columns, ' ');
            case "L" -> {
                for (int i = 0; i < first; i++) {
                    screen.remove(rows - 1);
                    screen.add(row, blank());
                }
                column = 0;
            }
            case "r" -> {
                top = first - 1;
                row = 0;
                column = 0;
            }
            case "?h", "?l" -> wraps = found.group(3).equals("h");
            case "m" -> {} // colours are not looked at
            default -> throw new AssertionError("unknown: " + found.group().substring(1));
        }
    }

    private void saveOrRestore(boolean save) {
        if (save) {
            savedRow = row;
            savedColumn = column;
        } else {
            row = savedRow;
            column = savedColumn;
        }
    }

    private void put(char next) {
        if (next == '\r') {
            column = 0;
        } else if (next == '\n') { // as a terminal shows it: the kernel adds the carriage return
            column = 0;
            down();
        } else {
            if (column == columns && wraps) {
                column = 0;
                down();
            }
            column = Math.min(column, columns - 1);
            screen.get(row)[column++] = next;
        }
    }

    private void down() {
        if (row < rows - 1) {
            row++;
            return;
        }
        char[] gone = screen.remove(top);
        if (top == 0) {
            scrolledAway.add(new String(gone).stripTrailing());
        }
        screen.add(blank());
    }

    private char[] blank() {
        char[] line = new char[columns];
        Arrays.fill(line, ' ');
        return line;
    }
}
