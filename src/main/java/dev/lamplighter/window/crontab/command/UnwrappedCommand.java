package dev.lamplighter.window.crontab.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a command without the programs that run it ({@code sudo}, {@code env}, {@code nice}, a shell's {@code -c} and the
 * like) and without the assignments before it.
 *
 * @param words of the command itself; empty if there is only an assignment or a wrapper
 * @param script the script that a shell runs instead; null if there is none
 * @param stopsAtErrors whether that shell exits at the first command that fails
 * @param variables that the command sees
 * @param losesVariables whether {@code sudo} may remove variables
 */
record UnwrappedCommand(
        List<Word> words,
        @Nullable String script,
        boolean stopsAtErrors,
        Map<String, String> variables,
        boolean losesVariables) {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh", "ash");
    /** The programs that run others, each with those of its options that are followed by a value. */
    private static final Map<String, Set<String>> WRAPPERS = Map.ofEntries(
            Map.entry(
                    "sudo",
                    Set.of(
                            "-u",
                            "-g",
                            "-h",
                            "-p",
                            "-C",
                            "-c",
                            "-r",
                            "-t",
                            "-T",
                            "-U",
                            "-D",
                            "-R",
                            "--user",
                            "--group",
                            "--host",
                            "--prompt",
                            "--chdir")),
            Map.entry("doas", Set.of("-u", "-C")),
            Map.entry("runuser", Set.of("-u", "-g", "-G", "--user", "--group")),
            Map.entry("env", Set.of("-u", "--unset", "-C", "--chdir")),
            Map.entry("nice", Set.of("-n", "--adjustment")),
            Map.entry("ionice", Set.of("-c", "-n", "--class", "--classdata")),
            Map.entry("timeout", Set.of("-k", "-s", "--kill-after", "--signal")),
            Map.entry("flock", Set.of("-w", "-E", "--timeout", "--wait", "--conflict-exit-code")),
            Map.entry("stdbuf", Set.of("-i", "-o", "-e")),
            Map.entry("systemd-cat", Set.of("-t", "-p", "--identifier", "--priority")),
            Map.entry("exec", Set.of("-a")),
            Map.entry("time", Set.of("-f", "-o")),
            Map.entry("chrt", Set.of()),
            Map.entry("taskset", Set.of()),
            Map.entry("nohup", Set.of()),
            Map.entry("setsid", Set.of()),
            Map.entry("chronic", Set.of()),
            Map.entry("cronic", Set.of()),
            Map.entry("builtin", Set.of()),
            Map.entry("command", Set.of()));
    /** The number of arguments that precede the command: a duration, a file, a mask. */
    private static final Map<String, Integer> POSITIONAL = Map.of("timeout", 1, "flock", 1, "taskset", 1, "chrt", 1);

    /** Whether a word names a shell or a program that only runs another one. */
    static boolean isWrapper(String programme) {
        return WRAPPERS.containsKey(programme) || SHELLS.contains(programme) || programme.equals("su");
    }

    static UnwrappedCommand of(List<Word> command, Map<String, String> variables) {
        UnwrappedCommand found = assigned(new UnwrappedCommand(command, null, false, new HashMap<>(variables), false));
        while (!found.words().isEmpty() && found.script() == null) {
            String programme = found.words().get(0).programme();
            UnwrappedCommand next = SHELLS.contains(programme) || programme.equals("su")
                    ? found.byShell(programme)
                    : WRAPPERS.containsKey(programme) ? found.by(programme) : found;
            if (next.equals(found)) {
                break;
            }
            found = next;
        }
        return found;
    }

    private static UnwrappedCommand assigned(UnwrappedCommand command) {
        int at = 0;
        while (at < command.words().size() && command.words().get(at).isAssignment()) {
            command.words().get(at).assignTo(command.variables());
            at++;
        }
        return command.from(at);
    }

    private UnwrappedCommand from(int first) {
        return new UnwrappedCommand(
                words.subList(Math.min(first, words.size()), words.size()),
                script,
                stopsAtErrors,
                variables,
                losesVariables);
    }

    private UnwrappedCommand by(String wrapper) {
        Set<String> valued = WRAPPERS.getOrDefault(wrapper, Set.of());
        boolean loses = wrapper.equals("sudo") || wrapper.equals("doas");
        int at = 1;
        for (; at < words.size() && isOption(words.get(at)); at++) {
            String option = words.get(at).text();
            if (option.equals("--")) {
                at++;
                break;
            }
            loses &= !option.matches("-[A-Za-z]*E[A-Za-z]*|--preserve-env.*");
            if (wrapper.equals("env")) {
                unset(option, at + 1 < words.size() ? words.get(at + 1).text() : "");
            }
            at += valued.contains(option) || valued.contains(lastOfJoined(option)) ? 1 : 0;
        }
        at += POSITIONAL.getOrDefault(wrapper, 0);
        if (at + 1 < words.size() && words.get(at).text().matches("-c|--command")) {
            return new UnwrappedCommand(
                    List.of(), words.get(at + 1).shown(), false, variables, losesVariables || loses);
        }
        UnwrappedCommand inner = from(at);
        return assigned(new UnwrappedCommand(inner.words(), null, false, variables, losesVariables || loses));
    }

    /** Removes the variables that {@code env} removes. */
    private void unset(String option, String value) {
        if (option.matches("-|-i|--ignore-environment")) {
            variables.clear();
        } else if (option.matches("-u|--unset")) {
            variables.remove(value);
        } else if (option.startsWith("--unset=") || option.startsWith("-u")) {
            variables.remove(option.replaceFirst("--unset=|-u", ""));
        }
    }

    /** {@code -iu} is {@code -i -u}. */
    private static String lastOfJoined(String option) {
        return option.matches("-[A-Za-z]{2,}") ? "-" + option.charAt(option.length() - 1) : option;
    }

    private static boolean isOption(Word word) {
        return word.text().startsWith("-");
    }

    /** Unwraps a shell with a script in its command line; a shell that runs a file stays as it is. */
    private UnwrappedCommand byShell(String shell) {
        for (int at = 1; at < words.size() - 1; at++) {
            String option = words.get(at).text();
            boolean isShort = option.matches("-[a-zA-Z]+");
            if ((isShort && option.endsWith("c")) || option.equals("--command")) {
                boolean stops = words.subList(1, at + 1).stream()
                        .anyMatch(word -> word.text().matches("-[a-z]*e[a-z]*|errexit"));
                return new UnwrappedCommand(List.of(), words.get(at + 1).shown(), stops, variables, losesVariables);
            }
            boolean isUserOfSu = shell.equals("su");
            if (!isShort
                    && !option.startsWith("-")
                    && !option.equals("pipefail")
                    && !option.equals("errexit")
                    && !isUserOfSu) {
                break;
            }
        }
        return this;
    }
}
