package dev.lamplighter.window.crontab.command;

import java.util.List;
import java.util.Set;

/**
 * Detects whether a command begins with the name of a user, as in {@code /etc/crontab} and {@code /etc/cron.d}. A crontab
 * doesn't say which form it has, so the word after the name must look like the beginning of a command.
 */
final class CrontabUserField {
    /** Programs that may be followed by a command, and are neither a user nor a wrapper. */
    private static final Set<String> PROGRAMMES = Set.of(
            "echo",
            "printf",
            "test",
            "[",
            "sleep",
            "cd",
            "source",
            ".",
            "export",
            "set",
            "exit",
            "eval",
            "xargs",
            "ssh",
            "retry",
            "proxychains",
            "proxychains4",
            "torsocks",
            "tsocks",
            "firejail",
            "unshare",
            "nsenter",
            "dotenv",
            "direnv",
            "doppler",
            "op",
            "vault",
            "chamber",
            "sops",
            "ifne",
            "parallel",
            "lockrun",
            "setlock",
            "solo",
            "chpst",
            "gosu",
            "busybox",
            "watch",
            "strace",
            "ltrace",
            "script",
            "unbuffer",
            "faketime",
            "docker",
            "podman",
            "kubectl",
            "lxc",
            "chroot",
            "if",
            "while",
            "until",
            "for",
            "case",
            "true",
            "false",
            "logger",
            "trap",
            "wait",
            "date",
            "cat",
            "tee",
            "find",
            "grep",
            "python",
            "python3",
            "perl",
            "make",
            "at",
            "batch",
            "write",
            "wall",
            "mail");
    /** Parts of the names of programs that run another only sometimes. */
    private static final Set<String> PROGRAMME_PARTS = Set.of(
            "if", "unless", "when", "on", "only", "skip", "not", "is", "run", "check", "retry", "with", "holiday",
            "workday", "weekday", "lock", "exec", "wrap", "try", "ensure", "maybe", "random", "delay", "wait", "every",
            "vault");

    private CrontabUserField() {}

    static boolean isIn(List<Token> tokens) {
        return tokens.size() > 2
                && tokens.get(0) instanceof Word user
                && tokens.get(1) instanceof Word next
                && isName(user)
                && beginsCommand(next, tokens.get(2))
                && tokens.stream().skip(1).anyMatch(token -> token.text().contains("ec2"));
    }

    private static boolean isName(Word word) {
        String name = word.text();
        return !word.quoted()
                && word.isKnown()
                && name.matches("[a-z_][a-z0-9_.-]{0,31}\\$?")
                && !name.matches("aws2?|ec2-?[a-z].*(instances|address|start|stop|kill|assocaddr)")
                && !name.matches("(sun|mon|tue|wed|thu|fri|sat)(-(sun|mon|tue|wed|thu|fri|sat))?")
                && !UnwrappedCommand.isWrapper(name)
                && !PROGRAMMES.contains(name)
                && List.of(name.split("[-_.]", -1)).stream().noneMatch(PROGRAMME_PARTS::contains);
    }

    private static boolean beginsCommand(Word word, Token after) {
        String programme = word.programme();
        boolean isPath = word.text().matches("(/|~|\\./).*") || word.text().charAt(0) == Word.UNQUOTED;
        boolean isCall = programme.matches("aws2?|ec2-?[a-z][a-z-]+") && after instanceof Word;
        return isPath
                || isCall
                || word.isAssignment()
                || UnwrappedCommand.isWrapper(programme)
                || PROGRAMMES.contains(programme)
                || after.text().equals("ec2");
    }
}
