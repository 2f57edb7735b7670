package dev.lamplighter.window.watch;

import java.util.Set;

/**
 * Names a resource that an alert is about.
 *
 * @param subject a window, or what belongs to all of them
 */
record AlertedResource(String subject, String resource) {
    /** Subjects that belong to all windows; those of EC2 are followed by the account and region. */
    private static final Set<String> OF_ALL_WINDOWS =
            Set.of("clock", "journal", "state", "addresses", "instances", "volumes");

    /** Whether it belongs to no single window. */
    boolean isOfAllWindows() {
        return subject.equals(resource) && OF_ALL_WINDOWS.contains(subject.split(" ", 2)[0]);
    }
}
