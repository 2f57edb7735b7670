package dev.lamplighter.app.command;

import dev.lamplighter.app.settings.InstallDirectory;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.SandboxCode;
import dev.lamplighter.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the service on stand-ins, without an AWS account: {@code lamplighter sandbox}. */
@Command(
        name = "sandbox",
        description = "Runs the service against stand-ins for EC2, S3 and Athena on 127.0.0.1.",
        mixinStandardHelpOptions = true)
public final class SandboxCommand implements Callable<Integer> {
    @Option(
            names = "--once",
            description = "Each way once to its end, a summary, exit code 0 or 1; otherwise runs until stopped.")
    private boolean once;

    @Option(
            names = "--until-light",
            hidden = true,
            description = "Ends with the first picture; bin/lamplighter prepares archives of classes so.")
    private boolean untilLight;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Holds buckets and state, emptied at start; default target/sandbox.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        Path home = InstallDirectory.find().folder();
        Path target = home.resolve("target");
        if (!Files.isDirectory(target.resolve("trino/main"))) {
            throw new ProblemException(new Problem(
                    SandboxCode.NO_STAND_INS,
                    target.toString(),
                    "no stand-ins here",
                    "the archive holds the service only",
                    "run the sandbox in a checkout: bin/lamplighter sandbox builds what it needs"));
        }
        Sandbox sandbox = new Sandbox(home, folder == null ? target.resolve("sandbox") : folder, System.out);
        if (untilLight) {
            return sandbox.untilLight();
        }
        return once ? sandbox.once() : sandbox.live();
    }
}
