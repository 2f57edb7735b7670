package dev.lamplighter.app.command;

import dev.lamplighter.app.service.Configuration;
import dev.lamplighter.app.service.InstallDirectory;
import dev.lamplighter.app.service.RunningService;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.ConfigCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has the running service read windows.yaml and its route files again: {@code lamplighter reload}. */
@Command(
        name = "reload",
        description =
                "Has the running service read the files of routes/ again: each route that is written otherwise is taken when"
                        + " no message is in it. With a mistake in them nothing changes; exit code 1.",
        mixinStandardHelpOptions = true)
public final class ReloadCommand implements Callable<Integer> {
    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Read after application.properties; its values win. May be repeated.")
    private List<Path> properties = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        Path state = Configuration.load(InstallDirectory.find(), properties).stateFolder();
        RunningService service = RunningService.find(state)
                .orElseThrow(() -> new ProblemException(new Problem(
                        ConfigCode.NO_SERVICE,
                        state.toString(),
                        "no service runs",
                        "route files are read when it starts",
                        "start it: bin/lamplighter run, or systemctl start lamplighter")));
        PrintWriter out = spec.commandLine().getOut();
        service.call("reload", Map.of()).forEach(out::println);
        out.flush();
        return 0;
    }
}
