package dev.lamplighter.app.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Names the folder of the program itself: the launcher, the jars and the shipped routes. A checkout and an unpacked archive are
 * the home folder, too; an installed package has its home folder elsewhere.
 *
 * @param folder absolute; {@code bin/lamplighter} passes it as the system property {@code lamplighter.program}
 */
public record ProgramDirectory(Path folder) {
    public static ProgramDirectory find() {
        String home = System.getProperty("lamplighter.home", "");
        return new ProgramDirectory(Path.of(System.getProperty("lamplighter.program", home))
                .toAbsolutePath()
                .normalize());
    }

    /** Whether this is a checkout, whose build leaves all stand-ins; packages hold those of EC2 alone. */
    public boolean isCheckout() {
        return Files.isRegularFile(folder.resolve("pom.xml"));
    }

    /** What to type for a command of this program. */
    public String command() {
        return isInstalled() ? "lamplighter" : "bin/lamplighter";
    }

    /** Whether it is an installed package, whose command is on everybody's path. */
    private boolean isInstalled() {
        return folder.startsWith("/usr");
    }

    /** Where a sandbox keeps what it makes: the build's folder of a checkout, else the cache folder of the user. */
    public Path sandboxes() {
        return isCheckout()
                ? folder.resolve("target")
                : cache(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /** The folder that the XDG Base Directory Specification names, whose variable counts only if it is absolute. */
    static Path cache(Map<String, String> environment, Path userHome) {
        Path named = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        return (named.isAbsolute() ? named : userHome.resolve(".cache")).resolve("lamplighter");
    }
}
