package dev.lamplighter.app.command;

import dev.lamplighter.app.service.Configuration;
import dev.lamplighter.window.WindowSettings;
import dev.lamplighter.window.calendar.CalendarCopies;
import dev.lamplighter.window.calendar.CalendarFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Chooses the declaration that a command is about; a mix-in. */
final class WindowsOptions extends ServiceMixin {
    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The declaration; the one that windows.file names if not said.")
    private @Nullable Path file;

    /** Whether a file was named, which no service has read. */
    boolean isFileNamed() {
        return file != null;
    }

    Path declaration() {
        return WindowSettings.of(withFile().settings()).file();
    }

    /** What the service has fetched of calendars. */
    CalendarCopies calendars() {
        return new CalendarFolder(withFile().stateFolder().resolve("calendars"));
    }

    /** The settings, with the file that is named in the place of theirs. */
    Configuration withFile() {
        Configuration configuration = configuration();
        return file == null
                ? configuration
                : configuration.with("windows.file", file.toAbsolutePath().toString());
    }
}
