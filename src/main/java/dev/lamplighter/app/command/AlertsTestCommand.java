package dev.lamplighter.app.command;

import dev.lamplighter.app.access.AlertsAccess;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.base.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sends a message to every place that is told of alerts, and prints what each answers: {@code lamplighter alerts test}. */
@Command(
        name = "test",
        description =
                "Sends a message by mail and web hook, as far as they are set, and says what each answers; exit code 1"
                        + " if one does not take it.",
        mixinStandardHelpOptions = true)
public final class AlertsTestCommand implements Callable<Integer> {
    @Mixin
    private ServiceMixin service = new ServiceMixin();

    @Override
    public Integer call() throws IOException {
        Configuration configuration = service.configuration();
        List<Problem> refused = AlertsAccess.refused(configuration);
        refused.forEach(problem -> service.err().println(problem.line()));
        int code = service.print(AlertsAccess::open, verbs -> verbs.work("alerts test", Map.of()));
        return refused.isEmpty() ? code : 1;
    }
}
