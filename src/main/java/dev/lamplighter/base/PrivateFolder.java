package dev.lamplighter.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps a folder, that of the state, to its owner. The group may go through it, to the one file that is for it: the last status, which
 * {@code lamplighter status} shows while no service runs.
 */
public final class PrivateFolder {
    /** In the state folder. */
    public static final String STATUS = "status.json";

    /** Of what others wrote there earlier, more is not told. */
    private static final int MOST_TOLD = 3;

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx--x---");
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final Set<PosixFilePermission> FOR_ITS_GROUP = PosixFilePermissions.fromString("rw-r-----");

    private PrivateFolder() {}

    /** Makes it if it is missing. */
    public static void make(Path folder) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
    }

    /**
     * Takes from everything in it what its owner alone should have; the folder may be older than this rule.
     *
     * @return what could not be changed
     */
    public static List<Problem> tighten(Path folder) {
        List<Problem> problems = new ArrayList<>();
        allow(folder, FOLDER, problems);
        try (Stream<Path> inside = Files.walk(folder)) {
            inside.filter(path -> !path.equals(folder)).forEach(path -> tighten(folder, path, problems));
        } catch (IOException | RuntimeException e) {
            problems.add(problem(folder, e));
        }
        return problems;
    }

    private static void tighten(Path folder, Path path, List<Problem> problems) {
        if (Files.isSymbolicLink(path)) {
            return;
        }
        if (path.equals(folder.resolve(STATUS))) {
            allow(path, FOR_ITS_GROUP, problems);
            return;
        }
        try {
            Set<PosixFilePermission> all = EnumSet.noneOf(PosixFilePermission.class);
            all.addAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
            if (all.retainAll(OWNERS)) {
                Files.setPosixFilePermissions(path, all);
            }
        } catch (IOException | UnsupportedOperationException e) {
            tell(path, e, problems);
        }
    }

    private static void allow(Path path, Set<PosixFilePermission> wanted, List<Problem> problems) {
        try {
            if (!Files.getPosixFilePermissions(path).equals(wanted)) {
                Files.setPosixFilePermissions(path, wanted);
            }
        } catch (IOException | UnsupportedOperationException e) {
            tell(path, e, problems);
        }
    }

    private static void tell(Path path, Exception e, List<Problem> problems) {
        if (problems.size() < MOST_TOLD) {
            problems.add(problem(path, e));
        }
    }

    private static Problem problem(Path path, Exception e) {
        return new Problem(
                "CONFIG-038",
                path.toString(),
                "others may read it",
                "its permissions can't be changed: " + e,
                "give it to the service's user, or chmod go-rwx it");
    }
}
