package dev.lamplighter.app.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options: {@code lamplighter completion bash}. */
@Command(
        name = "completion",
        description = {
            "Prints the completion of commands and options for a shell, bash or zsh.",
            "In bash: source <(lamplighter completion bash); in zsh after compinit: source <(lamplighter completion"
                    + " zsh)."
        },
        mixinStandardHelpOptions = true)
public final class CompletionCommand implements Callable<Integer> {
    private static final String ZSH = "zsh";
    private static final List<String> SHELLS = List.of("bash", ZSH);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String shell;

    @Override
    public Integer call() {
        if (!SHELLS.contains(shell)) {
            throw new ParameterException(spec.commandLine(), "\"" + shell + "\": allowed is bash or zsh");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (shell.equals(ZSH)) {
            out.println("autoload -Uz +X bashcompinit && bashcompinit");
        }
        CommandSpec all = spec.root();
        out.println(AutoComplete.bash(all.name(), all.commandLine()));
        out.flush();
        return 0;
    }
}
