package dev.lamplighter.window.declare;

import dev.lamplighter.base.OperatorFile;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a windows.yaml holds.
 *
 * @param windows the windows without a problem, in the order of the file
 * @param problems everything that was refused, in the order of the file as far as possible
 * @param remarks what is done otherwise than written without anything being lost
 */
public record WindowsFile(List<StreamingWindow> windows, List<Problem> problems, List<Problem> remarks) {
    private static final int LARGEST_BYTES = 1 << 20;

    public WindowsFile {
        windows = List.copyOf(windows);
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }

    /**
     * Reads a file. Never fails: a file that can't be read at all is one problem and no windows.
     *
     * @param from the beginning of the year in which the windows have to get along with each other
     */
    public static WindowsFile read(Path file, Instant from) {
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                return unreadable(name, "larger than 1 MiB", "a declaration is a few lines", "name the right file");
            }
            return new DeclarationReader(name, file.resolveSibling(""), from)
                    .read(OperatorFile.text(file, LARGEST_BYTES));
        } catch (CharacterCodingException e) {
            return unreadable(name, "not UTF-8", "a declaration is UTF-8 text", "save it as UTF-8");
        } catch (IOException e) {
            return unreadable(
                    name, "can't be read", String.valueOf(e), "write it, or name another one with windows.file");
        }
    }

    /** Reads text; {@code name} stands in the problems. Files that the text names lie in the working directory. */
    public static WindowsFile parse(String name, String text, Instant from) {
        return new DeclarationReader(name, Path.of(""), from).read(text);
    }

    /** Whether not one window is left of what was written: then there is nothing to carry out. */
    public boolean isSetAside() {
        return windows.isEmpty() && !problems.isEmpty();
    }

    private static WindowsFile unreadable(String name, String what, String why, String fix) {
        return new WindowsFile(
                List.of(), List.of(new Problem(WindowCode.FILE_UNREADABLE, name, what, why, fix)), List.of());
    }
}
