package dev.lamplighter.window.crontab.script;

import dev.lamplighter.base.code.WindowProblemCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a shell script that launches or terminates instances, line by line, and finds what a window's slots say instead. What
 * a window does by itself, as waiting until an instance runs, is passed over; all else is told with its line.
 */
public final class LaunchScriptReader {
    private static final Pattern ASSIGNMENT = Pattern.compile("(?:export |local |declare \\S+ )?\\s*(\\w+)=(.*)");
    private static final Pattern CALL =
            Pattern.compile("(?:\\S*/)?(?:ec2-?|aws\\s+(?:--\\S+\\s+\\S+\\s+)*ec2\\s+)(?<verb>[a-z][a-z-]+)(?:\\s.*)?");
    private static final Pattern INNER = Pattern.compile("^\"?(?:`(?<ticks>.*)`|\\$\\((?<braces>.*)\\))\"?$");
    private static final Pattern READ_FILE = Pattern.compile("(?:cat\\s+|<\\s*)(?<file>[^\\s|`)\"]+)");
    private static final Pattern WRITTEN = Pattern.compile("(?<!\\d)>>?\\s*(?<file>[^\\s&>]+)\\s*$");

    /** What only waits, prints, or keeps the script's own files. */
    private static final Set<String> OWN = Set.of(
            "echo",
            "printf",
            "set",
            "unset",
            "export",
            "cd",
            "ls",
            "cat",
            "touch",
            "mkdir",
            "rm",
            "rmdir",
            "zip",
            "sleep",
            "date",
            "true",
            ":",
            "test",
            "[",
            "[[",
            "let",
            "expr",
            "grep",
            "cut",
            "awk",
            "sed",
            "wc",
            "sort",
            "head",
            "tail",
            "read",
            "shift",
            "local",
            "whoami",
            "hostname",
            "chmod",
            "logger",
            "return",
            "break",
            "continue",
            "fi",
            "done",
            "esac",
            "else",
            "then",
            "do",
            "for",
            "{",
            "}",
            "declare",
            "trap",
            "pwd",
            "mv",
            "cp");

    private final LaunchSources sources;
    private final Map<String, String> variables = new HashMap<>();
    /** The files from which variables were read. */
    private final Map<String, String> readFrom = new HashMap<>();

    private final List<LaunchSlotDraft> launches = new ArrayList<>();
    private final Set<String> terminates = new LinkedHashSet<>();
    private final List<ScriptFinding> findings = new ArrayList<>();
    /** Other programmes, each with the line on which it is run first. */
    private final Map<String, Integer> others = new LinkedHashMap<>();

    private int depth;
    private String condition = "";

    private LaunchScriptReader(LaunchSources sources, Map<String, String> variables, List<String> arguments) {
        this.sources = sources;
        this.variables.putAll(variables);
        for (int i = 0; i < arguments.size(); i++) {
            this.variables.put(String.valueOf(i + 1), arguments.get(i));
        }
    }

    /**
     * Reads a script.
     *
     * @param name its file name
     * @param arguments with which the crontab runs it
     * @param variables that the crontab sets
     */
    public static LaunchScript read(
            String name, List<String> arguments, Map<String, String> variables, LaunchSources sources) {
        LaunchScriptReader reader = new LaunchScriptReader(sources, variables, arguments);
        ScriptCommands.of(sources.scripts().getOrDefault(name, "")).forEach(reader::read);
        return reader.result(name);
    }

    private void read(ScriptCommands.Command command) {
        String text = command.text().replaceFirst("^(?:then|do|else)\\s+(?=\\S)", "");
        if (text.matches("(?:if|elif|while|until|case|for)\\b.*")) {
            depth += text.startsWith("elif") ? 0 : 1;
            condition = text.replaceFirst("^\\w+\\s+", "");
            return;
        }
        if (text.matches("(?:fi|done|esac)\\b.*")) {
            depth--;
            return;
        }
        Matcher assigned = ASSIGNMENT.matcher(text);
        if (assigned.matches()) {
            assign(command.line(), assigned.group(1), assigned.group(2).strip());
        } else {
            run(command.line(), text);
        }
    }

    private void assign(int line, String name, String written) {
        Matcher inner = INNER.matcher(written);
        if (!inner.matches()) {
            variables.put(name, ScriptCommands.value(written, variables));
            return;
        }
        String command = inner.group("ticks") == null ? inner.group("braces") : inner.group("ticks");
        variables.remove(name);
        Matcher file = READ_FILE.matcher(command);
        if (file.find() && !command.contains("|")) {
            readFrom.put(name, ScriptCommands.value(file.group("file"), variables));
        }
        if (command.contains("run-instances")) {
            run(line, command);
        }
    }

    private void run(int line, String text) {
        Matcher call = CALL.matcher(text);
        String programme = text.replaceFirst("\\s.*", "").replaceFirst(".*/", "");
        if (call.matches()) {
            call(line, call.group("verb"), text);
        } else if (programme.equals("exit")) {
            tellEarlyEnd(line);
        } else if (programme.equals("source") || programme.equals(".")) {
            tell(
                    WindowProblemCode.CRONTAB_REMARK,
                    line,
                    text,
                    "what it sets is not looked at",
                    "see that the window is right");
        } else if (!OWN.contains(programme) && programme.matches("[A-Za-z][\\w.+-]*")) {
            others.putIfAbsent(programme, line);
        }
        Matcher written = WRITTEN.matcher(text);
        boolean isIdWritten =
                programme.equals("echo") && ScriptCommands.isUnknown(ScriptCommands.value(text, variables));
        if (written.find() && !launches.isEmpty() && (isIdWritten || text.contains("run-instances"))) {
            launches.get(launches.size() - 1)
                    .idFile(IdFileName.of(ScriptCommands.value(written.group("file"), variables)));
        }
    }

    private void call(int line, String verb, String text) {
        List<String> words = ScriptCommands.words(text);
        List<String> after = words.subList(1, words.size());
        Map<String, List<String>> options = ScriptCommands.options(after, variables);
        switch (verb) {
            case "run-instances", "run" -> {
                if (depth > 0) {
                    tell(
                            WindowProblemCode.CRONTAB_COMMAND_UNKNOWN,
                            line,
                            "run-instances",
                            "it runs only if `" + condition + "`, and a window has no condition",
                            "write the slot by hand, or leave its lines in cron");
                } else {
                    launches.add(new LaunchSlotDraft(line, new RunInstancesOptions(options), options, variables));
                }
            }
            case "associate-address", "assocaddr" ->
                last(line, verb).ifPresent(launch -> launch.address(line, options));
            case "attach-volume", "attvol" -> last(line, verb).ifPresent(launch -> launch.volume(line, options));
            case "terminate-instances", "kill", "terminate" -> terminate(line, text);
            case "create-tags", "addtag", "tag" ->
                tell(
                        WindowProblemCode.CRONTAB_REMARK,
                        line,
                        verb,
                        "tags of your own are not taken over; what a window launches has the Name window-slot and tags"
                                + " that say whose it is",
                        "nothing to do, if nobody looks for these tags");
            default -> {
                if (!verb.startsWith("describe-") && !verb.matches("din|dim|wait")) {
                    tell(
                            WindowProblemCode.CRONTAB_COMMAND_UNKNOWN,
                            line,
                            verb,
                            "a window makes only its own calls",
                            "do it in a route at beforeReady or preStop");
                }
            }
        }
    }

    private Optional<LaunchSlotDraft> last(int line, String verb) {
        if (launches.isEmpty()) {
            tell(
                    WindowProblemCode.CRONTAB_COMMAND_UNKNOWN,
                    line,
                    verb,
                    "the script has launched nothing before it",
                    "write it into a window by hand");
            return Optional.empty();
        }
        return Optional.of(launches.get(launches.size() - 1));
    }

    private void terminate(int line, String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher inline = READ_FILE.matcher(text);
        if (inline.find()) {
            found.add(IdFileName.of(ScriptCommands.value(inline.group("file"), variables)));
        }
        readFrom.forEach((variable, file) -> {
            if (text.matches(".*\\$\\{?" + variable + "\\b.*")) {
                found.add(IdFileName.of(file));
            }
        });
        if (found.isEmpty()) {
            tell(
                    WindowProblemCode.CRONTAB_COMMAND_UNKNOWN,
                    line,
                    "terminate-instances",
                    "it isn't seen from which file it has the id, so nobody knows which launch it ends",
                    "read the id as in iid=`cat origin.iid`, or write the window by hand");
        }
        terminates.addAll(found);
    }

    private void tellEarlyEnd(int line) {
        if (depth > 0 && launches.isEmpty() && terminates.isEmpty() && !condition.contains("$?")) {
            tell(
                    WindowProblemCode.CRONTAB_REMARK,
                    line,
                    "exit",
                    "the script may end here, before it does anything, by `" + condition
                            + "`; a window has no condition",
                    "nothing to do, if that only guards against running twice");
        }
    }

    private void tell(WindowProblemCode code, int line, String what, String why, String fix) {
        findings.add(new ScriptFinding(code, line, what, why, fix));
    }

    private LaunchScript result(String name) {
        List<ScriptedLaunch> found = new ArrayList<>();
        for (LaunchSlotDraft launch : launches) {
            launch.result(name, sources, findings).ifPresent(found::add);
        }
        if (!launches.isEmpty() || !terminates.isEmpty()) {
            others.forEach((programme, line) -> tell(
                    WindowProblemCode.CRONTAB_COMMAND_UNKNOWN,
                    line,
                    programme,
                    launches.isEmpty()
                            ? "a window doesn't run it before the instance is terminated"
                            : "a window doesn't run it after the launch",
                    launches.isEmpty()
                            ? "run it in a route at preStop (docs/how-to/stop-a-server-before-its-machine.md)"
                            : "have the startup package do it, or a route at beforeReady"));
        }
        findings.sort(Comparator.comparing(ScriptFinding::line));
        return new LaunchScript(name, found, terminates, findings);
    }
}
