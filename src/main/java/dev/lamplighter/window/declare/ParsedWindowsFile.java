package dev.lamplighter.window.declare;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.calendar.CalendarCopies;
import dev.lamplighter.window.calendar.CalendarSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a windows.yaml holds.
 *
 * @param windows the windows without a problem, in the order of the file
 * @param problems everything that was refused, in the order of the file as far as possible
 * @param remarks what is done otherwise than written without anything being lost
 * @param fetched the calendars that lie at a URL
 */
public record ParsedWindowsFile(
        List<StreamingWindow> windows, List<Problem> problems, List<Problem> remarks, List<CalendarSource> fetched) {
    public ParsedWindowsFile {
        windows = List.copyOf(windows);
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
        fetched = List.copyOf(fetched);
    }

    /** Without calendars that lie at a URL. */
    public ParsedWindowsFile(List<StreamingWindow> windows, List<Problem> problems, List<Problem> remarks) {
        this(windows, problems, remarks, List.of());
    }

    /**
     * Reads a file, without copies of calendars that lie at a URL. Never fails: a file that can't be read at all is one
     * problem and no windows.
     *
     * @param from the beginning of the year in which the windows have to get along with each other
     */
    public static ParsedWindowsFile read(Path file, Instant from) {
        return WindowsText.read(file).declared(from, CalendarCopies.NONE);
    }

    /** Reads text; {@code name} stands in the problems. Files that the text names lie in the working directory. */
    public static ParsedWindowsFile parse(String name, String text, Instant from) {
        return new DeclarationReader(name, Path.of(""), from, CalendarCopies.NONE).read(text);
    }

    /** Whether not one window is left of what was written: then there is nothing to carry out. */
    public boolean isSetAside() {
        return windows.isEmpty() && !problems.isEmpty();
    }
}
