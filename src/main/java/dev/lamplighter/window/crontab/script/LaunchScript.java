package dev.lamplighter.window.crontab.script;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Describes what a script does to instances.
 *
 * @param name its file name
 * @param terminates the names of files from which it reads the ids of instances that it terminates
 */
public record LaunchScript(
        String name, List<ScriptedLaunch> launches, Set<String> terminates, List<ScriptFinding> findings) {
    public LaunchScript {
        launches = List.copyOf(launches);
        terminates = Set.copyOf(terminates);
        findings = List.copyOf(findings);
    }

    /** What it does, with a space before; empty if it does nothing that a window does. */
    public String words() {
        String launched = launches.stream().map(ScriptedLaunch::name).collect(Collectors.joining(", "));
        return (launches.isEmpty() ? "" : " launches " + launched)
                + (terminates.isEmpty() ? "" : " terminates what " + String.join(", ", terminates) + " names");
    }

    /** Whether it terminates the instance of a launch. */
    public boolean ends(ScriptedLaunch launch) {
        return terminates.stream()
                .anyMatch(read -> launch.idFiles().stream().anyMatch(written -> IdFileName.isSame(read, written)));
    }
}
