package dev.lamplighter.app.command;

import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Reads the settings from the files that the command line names (a picocli mix-in). */
class PropertiesMixin {
    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Read after application.properties; its values win. May be repeated.")
    private List<Path> properties = List.of();

    /** Whether the command line names a file. */
    final boolean isNamed() {
        return !properties.isEmpty();
    }

    final Configuration configuration() {
        return Configuration.load(InstallDirectory.find(), properties);
    }
}
