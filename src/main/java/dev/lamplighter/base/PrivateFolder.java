package dev.lamplighter.base;

import dev.lamplighter.base.code.ConfigProblemCode;
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
 * Keeps the state folder private to its owner. Its group can reach only one file in it: the last status, which
 * {@code lamplighter status} shows while no service runs.
 */
public final class PrivateFolder {
    /** The name of the file that the group may read. */
    public static final String STATUS = "status.json";

    /** The number of problems that are reported: more files have the same cause. */
    private static final int MOST_TOLD = 3;

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx--x---");
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final Set<PosixFilePermission> FOR_ITS_GROUP = PosixFilePermissions.fromString("rw-r-----");

    private PrivateFolder() {}

    /** Makes the folder if it is missing. */
    public static void make(Path folder) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
    }

    /**
     * Removes the permissions of others from everything in the folder; an earlier version may have made it without this
     * rule.
     *
     * @return a problem for each file whose permissions could not be changed
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
                ConfigProblemCode.STATE_READABLE_BY_OTHERS,
                path.toString(),
                "others may read it",
                "its permissions can't be changed: " + IoErrorText.ofFile(e),
                "give it to the service's user, or chmod go-rwx it");
    }
}
