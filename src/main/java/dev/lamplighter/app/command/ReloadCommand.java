package dev.lamplighter.app.command;

import dev.lamplighter.app.access.RunningService;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.ConfigProblemCode;
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
    private ServiceMixin service = new ServiceMixin();

    @Override
    public Integer call() {
        Path state = service.ofService().stateFolder();
        RunningService running = RunningService.find(state)
                .orElseThrow(() -> new ProblemException(new Problem(
                        ConfigProblemCode.NO_SERVICE,
                        state.toString(),
                        "no service runs",
                        "route files are read when it starts",
                        "start it: bin/lamplighter run, or systemctl start lamplighter")));
        running.call("reload", Map.of()).forEach(service.out()::println);
        service.out().flush();
        return 0;
    }
}
