package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lamplighter windows hold}: keep an instance as it is. */
@Command(
        name = "hold",
        description = "Keeps an instance from being stopped, if it is on, or from being started, if it is off.",
        mixinStandardHelpOptions = true)
public final class WindowsHoldCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    private WindowsMixin work = new WindowsMixin();

    @Mixin
    private AuditOptions by = new AuditOptions();

    @Parameters(index = "0", paramLabel = "INSTANCE", description = "Its id.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String instance;

    @Parameters(
            index = "1..*",
            arity = "1..2",
            paramLabel = "until TIME",
            description =
                    "HH:mm on the window's clock, or a time such as 2026-11-22T18:00; the word until may be left out.")
    private List<String> until = List.of();

    @Override
    public Integer call() throws IOException {
        return work.act("hold", by.beside(Map.of("instance", instance, "until", time())));
    }

    private String time() {
        if (until.size() == 2 && !until.get(0).equals("until")) {
            throw new ParameterException(spec.commandLine(), "write it as: hold INSTANCE until TIME");
        }
        return until.get(until.size() - 1);
    }
}
