package dev.lamplighter.window.declare;

import dev.lamplighter.base.OperatorFile;
import dev.lamplighter.base.code.WindowCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** A file of dates beside windows.yaml, iCalendar or CSV by its name's end. */
record CalendarFile(Path path, boolean isIcs) {
    private static final int LARGEST_BYTES = 1 << 20;

    static CalendarFile named(String text, Path folder) throws InvalidValueException {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.endsWith(".ics") && !lower.endsWith(".csv")) {
            throw new InvalidValueException(
                    WindowCode.CALENDAR_FILE_UNREADABLE, "neither .ics nor .csv", "name a file of one of the two");
        }
        try {
            return new CalendarFile(folder.resolve(text), lower.endsWith(".ics"));
        } catch (InvalidPathException e) {
            throw new InvalidValueException(
                    WindowCode.CALENDAR_FILE_UNREADABLE, "not a path", "name a file beside windows.yaml");
        }
    }

    /** Its dates; what can't be read lands in {@code problems}, at {@code node} or at the line of the file itself. */
    Set<LocalDate> read(@Nullable Node node, Problems problems) {
        try {
            List<String> lines = OperatorFile.text(path, LARGEST_BYTES).lines().toList();
            Problems inside = problems.inFile(String.valueOf(path.getFileName()));
            return isIcs ? new IcsDates(inside).read(lines) : CsvDates.read(lines, inside);
        } catch (CharacterCodingException e) {
            return refused(node, problems, "it is not UTF-8");
        } catch (IOException e) {
            return refused(node, problems, String.valueOf(e));
        }
    }

    private Set<LocalDate> refused(@Nullable Node node, Problems problems, String why) {
        InvalidValueException refusal = new InvalidValueException(
                WindowCode.CALENDAR_FILE_UNREADABLE, why, "put the file beside windows.yaml or name another");
        problems.add(node, "file \"" + path.getFileName() + "\" can't be read", refusal);
        return Set.of();
    }
}
