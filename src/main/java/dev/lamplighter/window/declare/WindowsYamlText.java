package dev.lamplighter.window.declare;

import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SizeLimitedFile;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.calendar.CalendarCopies;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Holds the text of a windows.yaml as it was read, so that it can be evaluated again when a calendar that it names has
 * changed.
 *
 * @param folder the folder that file names in the text start from
 * @param unreadable why there is no text
 */
public record WindowsYamlText(String name, Path folder, String text, Optional<Problem> unreadable) {
    private static final int LARGEST_BYTES = 1 << 20;

    /** Reads a file. Never throws: a file that can't be read at all gives one problem. */
    public static WindowsYamlText read(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                return unreadable(
                        name, "larger than 1 MiB", "a declaration has only a few lines", "name the right file");
            }
            return new WindowsYamlText(
                    name, file.resolveSibling(""), SizeLimitedFile.text(file, LARGEST_BYTES), Optional.empty());
        } catch (CharacterCodingException e) {
            return unreadable(name, "not UTF-8", "a declaration is UTF-8 text", "save it as UTF-8");
        } catch (IOException e) {
            return unreadable(
                    name, "can't be read", IoErrorText.ofFile(e), "write it, or name another one with windows.file");
        }
    }

    /**
     * The declaration, with the calendars as they are now.
     *
     * @param from the beginning of the year in which conflicts between windows are looked for
     * @param copies the copies of calendars at a URL
     */
    public ParsedWindowsFile declared(Instant from, CalendarCopies copies) {
        return unreadable
                .map(problem -> new ParsedWindowsFile(List.of(), List.of(problem), List.of()))
                .orElseGet(() -> new DeclarationReader(name, folder, from, copies).read(text));
    }

    private static WindowsYamlText unreadable(String name, String what, String why, String fix) {
        return new WindowsYamlText(
                name,
                Path.of(""),
                "",
                Optional.of(new Problem(WindowProblemCode.FILE_UNREADABLE, name, what, why, fix)));
    }
}
