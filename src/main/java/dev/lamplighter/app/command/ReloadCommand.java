package dev.lamplighter.app.command;

import dev.lamplighter.app.access.RunningService;
import dev.lamplighter.app.access.VerbInvoker;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the running service read windows.yaml and its route files again: {@code lamplighter reload}. */
@Command(
        name = "reload",
        description =
                "Makes the running service read windows.yaml and the files of routes/ again. Each changed route is replaced"
                        + " when no message is in it. If there is a mistake in them, nothing changes; exit code 1.",
        mixinStandardHelpOptions = true)
public final class ReloadCommand implements Callable<Integer> {
    @Mixin
    private RunningServiceMixin service = new RunningServiceMixin();

    @Override
    public Integer call() throws IOException {
        try (VerbInvoker verbs = service.reached(configuration -> running(configuration.stateFolder()))) {
            verbs.call("reload", Map.of()).forEach(service.out()::println);
        }
        service.out().flush();
        return 0;
    }

    private static VerbInvoker running(Path state) {
        return RunningService.find(state)
                .orElseThrow(() -> new ProblemException(new Problem(
                        ConfigProblemCode.NO_SERVICE,
                        state.toString(),
                        "no service runs",
                        "route files are read when it starts",
                        "start it: bin/lamplighter run, or systemctl start lamplighter")));
    }
}
