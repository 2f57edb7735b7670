package dev.lamplighter.app.command;

import dev.lamplighter.app.service.ConfigurationDryRun;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.base.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Checks everything an operator edits, without calling AWS, and reports each mistake in one line: {@code lamplighter check}.
 */
@Command(
        name = "check",
        description =
                "Reads settings, windows, queries and routes without calling AWS; exit code 1 if anything is wrong.",
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
    @Mixin
    private PropertiesMixin properties = new PropertiesMixin();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        Configuration configuration = properties.configuration();
        ConfigurationDryRun.Findings found = new ConfigurationDryRun(configuration).findings();
        List<Problem> problems = found.problems();
        PrintWriter out = spec.commandLine().getOut();
        found.remarks().forEach(remark -> out.println("remark: " + remark.line()));
        problems.forEach(problem -> out.println(problem.line()));
        out.println(problems.isEmpty() ? "all well" : problems.size() + " to correct");
        out.flush();
        return problems.isEmpty() ? 0 : 1;
    }
}
