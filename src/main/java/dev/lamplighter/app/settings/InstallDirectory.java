package dev.lamplighter.app.settings;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Names the folder that holds routes, queries, properties and state: a checkout or an unpacked archive.
 *
 * @param folder absolute; {@code bin/lamplighter} passes it as the system property {@code lamplighter.home}
 */
public record InstallDirectory(Path folder) {
    public static InstallDirectory find() {
        Path folder = Path.of(System.getProperty("lamplighter.home", ""))
                .toAbsolutePath()
                .normalize();
        if (!Files.isRegularFile(folder.resolve("application.properties"))) {
            throw new ProblemException(new Problem(
                    ConfigProblemCode.NO_HOME,
                    folder.toString(),
                    "no application.properties",
                    "this is not the home folder of Lamplighter",
                    "start it with bin/lamplighter, or set -Dlamplighter.home"));
        }
        return new InstallDirectory(folder);
    }

    public Path applicationProperties() {
        return folder.resolve("application.properties");
    }

    /** The state folder as a system property or {@code application.properties} names it, without a look at any other setting. */
    public Path stateFolder() {
        String key = "state.folder";
        Map<String, String> values =
                new HashMap<>(PropertiesFile.read(applicationProperties(), "").values());
        values.compute(key, (same, value) -> System.getProperty(key, value));
        return new Settings(values, folder).path(key, "work");
    }

    public Path routes() {
        return folder.resolve("routes");
    }
}
