package dev.lamplighter.app.command;

import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.window.WindowSettings;
import dev.lamplighter.window.calendar.CalendarCopies;
import dev.lamplighter.window.calendar.CalendarCopyFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Chooses the windows.yaml that a command is about (a picocli mix-in). */
final class WindowsFileOption extends ServiceMixin {
    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The declaration; default the file that windows.file names.")
    private @Nullable Path file;

    /** Whether {@code --file} names a file; the running service may not have read that one. */
    boolean isFileNamed() {
        return file != null;
    }

    Path declaration() {
        return WindowSettings.of(withFile().settings()).file();
    }

    /** The copies of calendars that the service has fetched. */
    CalendarCopies calendars() {
        return new CalendarCopyFolder(withFile().stateFolder().resolve("calendars"));
    }

    /** The settings, with {@code windows.file} replaced by the named file. */
    Configuration withFile() {
        Configuration configuration = configuration();
        return file == null
                ? configuration
                : configuration.with("windows.file", file.toAbsolutePath().toString());
    }
}
