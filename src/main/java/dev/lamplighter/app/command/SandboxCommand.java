package dev.lamplighter.app.command;

import dev.lamplighter.app.settings.ProgramDirectory;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.SandboxProblemCode;
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
        description =
                "Runs the service against stand-ins on 127.0.0.1: for EC2 and, in a checkout, for S3 and Athena, too.",
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
            description =
                    "Holds buckets and state, emptied at start; default target/sandbox, of a package ~/.cache/lamplighter/sandbox.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        ProgramDirectory program = ProgramDirectory.find();
        Path target = program.folder().resolve("target");
        if (program.isCheckout() && !Files.isDirectory(target.resolve("trino/main"))) {
            throw new ProblemException(new Problem(
                    SandboxProblemCode.NO_STAND_INS,
                    target.toString(),
                    "no stand-ins here",
                    "this checkout was built without them",
                    "start it with bin/lamplighter sandbox, which builds what it needs"));
        }
        Sandbox sandbox =
                new Sandbox(program, folder == null ? program.sandboxes().resolve("sandbox") : folder, System.out);
        if (untilLight) {
            return sandbox.untilLight();
        }
        return once ? sandbox.once() : sandbox.live();
    }
}
