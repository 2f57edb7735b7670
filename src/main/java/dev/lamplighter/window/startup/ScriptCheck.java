package dev.lamplighter.window.startup;

import dev.lamplighter.base.code.PackageProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells what keeps Linux from running a script of the package. */
final class ScriptCheck {
    private ScriptCheck() {}

    /** Scripts are what startup.xml runs and what ends in .sh; those of Windows are left alone. */
    static void check(List<StartupXmlCommand> commands, PackageContent content, PackageFindings findings) {
        Set<String> run = commands.stream()
                .filter(StartupXmlCommand.RunScript.class::isInstance)
                .map(command -> ((StartupXmlCommand.RunScript) command).script())
                .collect(Collectors.toSet());
        content.entries().stream()
                .filter(entry -> !entry.folder())
                .filter(entry -> run.contains(entry.path()) || entry.path().endsWith(".sh"))
                .filter(entry -> !entry.path().toLowerCase(Locale.ROOT).matches(".*\\.(?:bat|cmd|ps1)"))
                .forEach(script -> check(script, content, findings));
    }

    private static void check(PackageEntry script, PackageContent content, PackageFindings findings) {
        String text = script.text().orElse("");
        if (!text.startsWith("#!") && !isElf(script)) {
            findings.problem(
                    PackageProblemCode.NO_SHEBANG,
                    content.where(script.path(), 1),
                    "the script doesn't begin with #!",
                    "Linux doesn't know which program runs it",
                    "make #!/bin/bash its first line, without a byte order mark before it");
        }
        int carriageReturn = text.indexOf('\r');
        if (carriageReturn >= 0) {
            findings.problem(
                    PackageProblemCode.CARRIAGE_RETURN,
                    content.where(script.path(), new LineNumberIndex(text).lineOf(carriageReturn)),
                    "the line ends as on Windows (CR LF)",
                    "the CR becomes part of the command",
                    "save it with LF alone: sed -i 's/\\r$//' " + script.path());
        }
        if (!script.executable()) {
            findings.problem(
                    PackageProblemCode.NOT_EXECUTABLE,
                    content.where(script.path()),
                    "the script may not be run",
                    "its execute permission is missing, and is stored in the package",
                    "chmod +x " + script.path() + ", then build the package");
        }
    }

    private static boolean isElf(PackageEntry script) {
        byte[] bytes = script.content();
        return bytes.length > 4 && bytes[0] == 0x7f && bytes[1] == 'E' && bytes[2] == 'L' && bytes[3] == 'F';
    }
}
