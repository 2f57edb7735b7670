package dev.lamplighter.app.command;

import dev.lamplighter.base.AtomicFile;
import dev.lamplighter.window.startup.CheckedStartupPackage;
import dev.lamplighter.window.startup.PackageFindings;
import dev.lamplighter.window.startup.PackageUnpacker;
import dev.lamplighter.window.startup.PlaceholderValues;
import dev.lamplighter.window.startup.UserData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Builds, checks and imports startup packages, the user data of Wowza on EC2: {@code lamplighter package}. */
@Command(
        name = "package",
        description =
                "Builds, checks and imports startup packages, the user data of Wowza on EC2, without calling AWS.",
        mixinStandardHelpOptions = true)
public final class PackageCommand implements Runnable {
    private static final String VALUE = "What stands in the package for {{NAME}}. May be repeated.";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before a command is called
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: build, check, import");
    }

    @Command(
            name = "build",
            description =
                    "Writes the user data of a folder, the same bytes each time; exit code 1 if anything is wrong.",
            mixinStandardHelpOptions = true)
    int build(
            @Parameters(paramLabel = "DIR", description = "With startup.xml in it; or a file for cloud-init.")
                    Path source,
            @Option(names = "--out", paramLabel = "FILE", required = true, description = "Is replaced if it is there.")
                    Path out,
            @Option(names = "--value", paramLabel = "NAME=VALUE", description = VALUE) @Nullable
                    Map<String, String> values,
            @Option(names = "--base64", description = "As the EC2 API wants it; the aws command encodes it itself.")
                    boolean base64)
            throws IOException {
        CheckedStartupPackage built = CheckedStartupPackage.build(source, values(values));
        Optional<UserData> userData = built.userData();
        if (userData.isPresent()) {
            byte[] bytes = userData.get().bytes();
            AtomicFile.write(
                    out, base64 ? userData.get().base64().getBytes(StandardCharsets.US_ASCII) : bytes, "rw-r--r--");
        }
        return tell(
                built.findings(),
                userData.map(data -> out + "  " + data.summary() + ", SHA-256 " + data.sha256())
                        .orElse(""));
    }

    @Command(
            name = "check",
            description = "Tells each mistake of a startup package in one line; exit code 1 if there is any.",
            mixinStandardHelpOptions = true)
    int check(
            @Parameters(paramLabel = "DIR|ZIP", description = "A folder, or the file that is sent.") Path source,
            @Option(names = "--value", paramLabel = "NAME=VALUE", description = VALUE) @Nullable
                    Map<String, String> values) {
        CheckedStartupPackage checked = CheckedStartupPackage.check(source, values(values));
        return tell(
                checked.findings(),
                checked.userData().map(data -> "all well, " + data.summary()).orElse(""));
    }

    @Command(
            name = "import",
            description = "Unpacks a startup package into a folder to go on with; exit code 1 if anything is left out.",
            mixinStandardHelpOptions = true)
    int unpack(
            @Parameters(paramLabel = "ZIP", description = "Also as EC2 describes user data, in base64.") Path file,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            description = "New or empty; beside the file, by its name, if not said.")
                    @Nullable
                    Path folder)
            throws IOException {
        Path target = folder == null ? beside(file) : folder;
        int exit = tell(PackageUnpacker.unpack(file, target), "all well");
        if (Files.isDirectory(target)) {
            spec.commandLine().getOut().println("unpacked into " + target);
            spec.commandLine().getOut().flush();
        }
        return exit;
    }

    private static PlaceholderValues values(@Nullable Map<String, String> values) {
        return values == null ? PlaceholderValues.NONE : new PlaceholderValues(values);
    }

    /** The file without its ending. */
    private Path beside(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        if (dot < 1) {
            throw new ParameterException(spec.commandLine(), file + " has no ending; name a folder with --out");
        }
        return file.resolveSibling(name.substring(0, dot));
    }

    private int tell(PackageFindings findings, String done) {
        PrintWriter out = spec.commandLine().getOut();
        findings.remarks().forEach(remark -> out.println("remark: " + remark.line()));
        findings.problems().forEach(problem -> out.println(problem.line()));
        int problems = findings.problems().size();
        out.println(problems == 0 ? done : problems + " to mend");
        out.flush();
        return problems == 0 ? 0 : 1;
    }
}
