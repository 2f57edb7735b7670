package dev.lamplighter.app.command;

import dev.lamplighter.app.service.Configuration;
import dev.lamplighter.app.service.InstallDirectory;
import dev.lamplighter.window.WindowSettings;
import dev.lamplighter.window.calendar.CalendarCopies;
import dev.lamplighter.window.calendar.CalendarFolder;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Chooses the declaration that a command is about; a mix-in. */
final class WindowsOptions {
    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The declaration; the one that windows.file names if not said.")
    private @Nullable Path file;

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Read after application.properties; its values win. May be repeated.")
    private List<Path> properties = List.of();

    /** Whether a file was named, which no service has read. */
    boolean isFileNamed() {
        return file != null;
    }

    Path declaration() {
        return WindowSettings.of(configuration().settings()).file();
    }

    /** What the service has fetched of calendars. */
    CalendarCopies calendars() {
        return new CalendarFolder(configuration().stateFolder().resolve("calendars"));
    }

    Configuration configuration() {
        Configuration configuration = Configuration.load(InstallDirectory.find(), properties);
        return file == null
                ? configuration
                : configuration.with("windows.file", file.toAbsolutePath().toString());
    }
}
