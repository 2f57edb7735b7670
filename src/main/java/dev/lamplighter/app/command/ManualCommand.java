package dev.lamplighter.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the manual page of all commands: {@code lamplighter manual | man -l -}. */
@Command(
        name = "manual",
        description = "Prints the manual page of all commands, as man reads it: lamplighter manual | man -l -",
        mixinStandardHelpOptions = true)
public final class ManualCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(new ManualPage(spec.root()).text());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
