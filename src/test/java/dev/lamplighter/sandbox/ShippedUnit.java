package dev.lamplighter.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What {@code packaging/systemd/lamplighter.service} asks for, as a script that carries it out without systemd, as far as
 * util-linux can: what is mounted, capabilities, new privileges, the mask, the runtime folder. System calls, devices and
 * address families are systemd's own.
 */
final class ShippedUnit {
    private static final String INSTALLED = "/opt/lamplighter";

    private final Map<String, List<String>> options = new TreeMap<>();
    private final Path home;

    private ShippedUnit(Path home) {
        this.home = home;
    }

    /**
     * The unit as the checkout has it.
     *
     * @param home takes the place of {@code /opt/lamplighter}
     */
    static ShippedUnit installedIn(Path home) throws IOException {
        ShippedUnit unit = new ShippedUnit(home);
        for (String line : Files.readAllLines(Path.of("packaging/systemd/lamplighter.service"))) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                unit.options
                        .computeIfAbsent(line.substring(0, equals), key -> new ArrayList<>())
                        .add(line.substring(equals + 1).replace(INSTALLED, home.toString()));
            }
        }
        return unit;
    }

    private String option(String name, String unset) {
        List<String> values = Objects.requireNonNullElse(options.get(name), List.<String>of());
        return values.isEmpty() ? unset : values.get(values.size() - 1);
    }

    private boolean has(String name) {
        return option(name, "no").equals("yes");
    }

    /** A shell script to be run by root; its arguments are added to those of {@code ExecStart=}. */
    String script(int uid, int gid) {
        List<String> lines = new ArrayList<>(List.of("#!/bin/sh", "set -eu"));
        lines.add("if [ \"${1:-}\" != unshared ]; then exec unshare --mount \"$0\" unshared \"$@\"; fi");
        lines.add("shift 2"); // that word and "run", which ExecStart= says itself
        lines.addAll(mounts());
        lines.addAll(runtimeFolder(uid, gid));
        lines.add("umask " + option("UMask", "0022"));
        lines.add("cd " + option("WorkingDirectory", "/"));
        lines.add("exec setpriv --reuid=" + uid + " --regid=" + gid + " --clear-groups" + privileges() + " "
                + option("ExecStart", "") + " \"$@\"");
        return String.join("\n", lines) + "\n";
    }

    private List<String> mounts() {
        List<String> lines = new ArrayList<>();
        lines.add("mount --make-rprivate /");
        lines.add("mount --bind " + home.resolve("run") + " /run");
        if (has("PrivateTmp")) {
            lines.add("mount -t tmpfs -o mode=1777 tmpfs /tmp");
            lines.add("mount -t tmpfs -o mode=1777 tmpfs /var/tmp");
        }
        if (has("ProtectHome")) {
            for (String homes : List.of("/home", "/root")) {
                if (!home.startsWith(homes)) {
                    lines.add("if [ -d " + homes + " ]; then mount -t tmpfs -o mode=000 tmpfs " + homes + "; fi");
                }
            }
        }
        if (option("ProtectSystem", "no").equals("strict")) {
            lines.add("mount --bind " + home + " " + home);
            for (String writable : option("ReadWritePaths", "").split(" ", -1)) {
                lines.add("mount --bind " + writable + " " + writable);
            }
            lines.add("mount -o remount,bind,ro " + home);
            lines.add("mount -o remount,bind,ro /");
        }
        return lines;
    }

    private List<String> runtimeFolder(int uid, int gid) {
        String name = option("RuntimeDirectory", "");
        return name.isEmpty()
                ? List.of()
                : List.of(
                        "install -d -o " + uid + " -g " + gid + " -m " + option("RuntimeDirectoryMode", "0755")
                                + " /run/" + name,
                        "export RUNTIME_DIRECTORY=/run/" + name);
    }

    private String privileges() {
        return (has("NoNewPrivileges") ? " --no-new-privs" : "")
                + (option("CapabilityBoundingSet", "all").isEmpty() ? " --bounding-set=-all" : "")
                + " --inh-caps=-all"
                + (option("AmbientCapabilities", "all").isEmpty() ? " --ambient-caps=-all" : "");
    }
}
