package dev.lamplighter.app.doctor;

import dev.lamplighter.base.LoginUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Names the user of this process in the operating system.
 *
 * @param groups by name, or by number where they have none
 */
record OsUser(String name, List<String> groups) {
    OsUser {
        groups = List.copyOf(groups);
    }

    /** Reads {@code proc/self/status} and {@code etc/group} below a folder; without them only the name is known. */
    static OsUser in(Path root) {
        return new OsUser(LoginUser.name(), groups(root));
    }

    private static List<String> groups(Path root) {
        try {
            List<String> named = Files.readAllLines(root.resolve("etc/group"));
            List<String> groups = new ArrayList<>();
            for (String line : Files.readAllLines(root.resolve("proc/self/status"))) {
                if (line.startsWith("Gid:") || line.startsWith("Groups:")) {
                    Arrays.stream(line.substring(line.indexOf(':') + 1).strip().split("\\s+"))
                            .filter(id -> !id.isEmpty())
                            .map(id -> name(id, named))
                            .filter(group -> !groups.contains(group))
                            .forEach(groups::add);
                }
            }
            return groups;
        } catch (IOException e) {
            return List.of(); // no Linux
        }
    }

    private static String name(String id, List<String> named) {
        return named.stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length > 2 && fields[2].equals(id))
                .map(fields -> fields[0])
                .findFirst()
                .orElse(id);
    }

    String words() {
        return name + (groups.isEmpty() ? "" : ", groups " + String.join(", ", groups));
    }
}
