package dev.lamplighter.app.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Names the folder of the program itself: the launcher, the jars and the shipped routes. A checkout and an unpacked archive are
 * the home folder, too; an installed package has its home folder elsewhere.
 *
 * @param folder absolute; {@code bin/lamplighter} passes it as the system property {@code lamplighter.program}
 * @param sandboxes where a sandbox keeps what it makes, and commands look for one that runs
 */
public record ProgramDirectory(Path folder, Path sandboxes) {
    /** Names another folder for sandboxes: tests have one of their own, so that they meet none of the machine. */
    public static final String SANDBOXES = "lamplighter.sandboxes";

    /** Sandboxes in the build's folder of a checkout, else in the cache folder of the user. */
    public ProgramDirectory(Path folder) {
        this(
                folder,
                isCheckout(folder)
                        ? folder.resolve("target")
                        : cache(System.getenv(), Path.of(System.getProperty("user.home"))));
    }

    public static ProgramDirectory find() {
        String home = System.getProperty("lamplighter.home", "");
        Path folder = Path.of(System.getProperty("lamplighter.program", home))
                .toAbsolutePath()
                .normalize();
        String sandboxes = System.getProperty(SANDBOXES, "");
        return sandboxes.isEmpty()
                ? new ProgramDirectory(folder)
                : new ProgramDirectory(folder, Path.of(sandboxes).toAbsolutePath());
    }

    /** Whether this is a checkout, whose build leaves all stand-ins; packages hold those of EC2 alone. */
    public boolean isCheckout() {
        return isCheckout(folder);
    }

    private static boolean isCheckout(Path folder) {
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

    /** The folder that the XDG Base Directory Specification names, whose variable counts only if it is absolute. */
    static Path cache(Map<String, String> environment, Path userHome) {
        Path named = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        return (named.isAbsolute() ? named : userHome.resolve(".cache")).resolve("lamplighter");
    }
}
