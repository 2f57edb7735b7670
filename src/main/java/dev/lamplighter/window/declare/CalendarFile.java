package dev.lamplighter.window.declare;

import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.SizeLimitedFile;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.calendar.CalendarDays;
import dev.lamplighter.window.calendar.CalendarFiles;
import dev.lamplighter.window.calendar.CalendarReading;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Names a calendar file beside windows.yaml; the end of the name says whether it is iCalendar or CSV. */
record CalendarFile(Path path, boolean isIcs) {
    static CalendarFile named(String text, Path folder) throws InvalidValueException {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.endsWith(".ics") && !lower.endsWith(".csv")) {
            throw new InvalidValueException(
                    WindowProblemCode.CALENDAR_FILE_UNREADABLE,
                    "its name ends in neither .ics nor .csv",
                    "name a file that ends in one of the two");
        }
        try {
            return new CalendarFile(folder.resolve(text), lower.endsWith(".ics"));
        } catch (InvalidPathException e) {
            throw new InvalidValueException(
                    WindowProblemCode.CALENDAR_FILE_UNREADABLE, "not a path", "name a file beside windows.yaml");
        }
    }

    /** Reads its days. What can't be read is added to {@code problems}, at {@code node} or at a line of the file. */
    CalendarDays read(@Nullable Node node, Instant now, Problems problems, Problems remarks) {
        String file = String.valueOf(path.getFileName());
        try {
            byte[] bytes = SizeLimitedFile.bytes(path, CalendarFiles.LARGEST_BYTES);
            CalendarReading reading = CalendarFiles.read(file, bytes, isIcs, now);
            reading.problems().forEach(problems::add);
            reading.remarks().forEach(remarks::add);
            return reading.days();
        } catch (IOException e) {
            problems.add(
                    node,
                    "file \"" + file + "\" can't be read",
                    new InvalidValueException(
                            WindowProblemCode.CALENDAR_FILE_UNREADABLE,
                            IoErrorText.ofFile(e) + CalendarFiles.CONSEQUENCE,
                            "put the file beside windows.yaml or name another"));
            return CalendarDays.NONE;
        }
    }
}
