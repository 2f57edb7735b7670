package dev.lamplighter.app.settings;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Warns of routes, programs and settings that another user may change: a route may run any program, so whoever can change it
 * can act as the service's user. One line for each folder or file, not one for each file in a folder.
 */
final class WritableByOthersCheck {
    /**
     * Levels of folders that are looked into: more than routes and queries have, so few that a wrong path isn't walked for
     * minutes.
     */
    private static final int DEEPEST = 4;

    private WritableByOthersCheck() {}

    /**
     * Makes one warning for each place.
     *
     * @param user the user that the service runs as
     */
    static List<Problem> warnings(List<Path> places, String user) {
        List<Problem> warnings = new ArrayList<>();
        for (Path place : places) {
            String who = Files.exists(place) ? anybodyElse(place, user) : "";
            if (!who.isEmpty()) {
                warnings.add(warning(place, who));
            }
        }
        return warnings;
    }

    /**
     * Another user or group that may change anything at {@code place}, in words. Also empty when the place can't be read;
     * whoever reads it reports that.
     */
    private static String anybodyElse(Path place, String user) {
        try (Stream<Path> all = Files.walk(place, DEEPEST)) {
            return all.map(path -> who(path, user))
                    .filter(who -> !who.isEmpty())
                    .findFirst()
                    .orElse("");
        } catch (IOException | UncheckedIOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static Problem warning(Path place, String who) {
        return new Problem(
                ConfigProblemCode.WRITABLE_BY_OTHERS,
                place.toString(),
                "can be changed by " + who,
                "whoever changes it decides what the service does with its rights",
                "give it to the service's user with chown, and run chmod go-w on it");
    }

    private static String who(Path path, String user) {
        try {
            PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
            String owner = attributes.owner().getName();
            String group = attributes.group().getName();
            if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
                return "everybody (" + path.getFileName() + ")";
            }
            // A group of the owner's own name has, by custom, no other member.
            if (attributes.permissions().contains(PosixFilePermission.GROUP_WRITE) && !group.equals(owner)) {
                return "the group " + group + " (" + path.getFileName() + ")";
            }
            return owner.equals("root") || owner.equals(user)
                    ? ""
                    : "its owner " + owner + " (" + path.getFileName() + ")";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
