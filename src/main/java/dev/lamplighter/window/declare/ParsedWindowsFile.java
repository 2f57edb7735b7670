package dev.lamplighter.window.declare;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.calendar.CalendarCopies;
import dev.lamplighter.window.calendar.RemoteCalendar;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Holds the content of a windows.yaml.
 *
 * @param windows the windows without a problem, in the order of the file
 * @param problems everything that was refused, if possible in the order of the file
 * @param remarks what will be done differently from what is written, without any loss
 * @param fetched the calendars at a URL
 */
public record ParsedWindowsFile(
        List<StreamingWindow> windows, List<Problem> problems, List<Problem> remarks, List<RemoteCalendar> fetched) {
    public ParsedWindowsFile {
        windows = List.copyOf(windows);
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
        fetched = List.copyOf(fetched);
    }

    /** Makes one without calendars at a URL. */
    public ParsedWindowsFile(List<StreamingWindow> windows, List<Problem> problems, List<Problem> remarks) {
        this(windows, problems, remarks, List.of());
    }

    /**
     * Reads a file, without copies of calendars at a URL. Never throws: a file that can't be read at all gives one problem
     * and no windows.
     *
     * @param from the beginning of the year in which conflicts between windows are looked for
     */
    public static ParsedWindowsFile read(Path file, Instant from) {
        return WindowsYamlText.read(file).declared(from, CalendarCopies.NONE);
    }

    /** Reads text that {@code name} names in problems. File names in the text start from the working directory. */
    public static ParsedWindowsFile parse(String name, String text, Instant from) {
        return new DeclarationReader(name, Path.of(""), from, CalendarCopies.NONE).read(text);
    }

    /** Whether windows were declared and none of them can be used. */
    public boolean isSetAside() {
        return windows.isEmpty() && !problems.isEmpty();
    }
}
