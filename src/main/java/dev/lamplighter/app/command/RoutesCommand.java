package dev.lamplighter.app.command;

import dev.lamplighter.app.route.cases.RouteCases;
import dev.lamplighter.app.service.ConfigurationDryRun;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tests the route files beside the running service: {@code lamplighter routes}. */
@Command(name = "routes", description = "Tests the routes in routes/.", mixinStandardHelpOptions = true)
public final class RoutesCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before a command is called
    private CommandSpec spec;

    private final Supplier<InstallDirectory> home;

    public RoutesCommand() {
        this(InstallDirectory::find);
    }

    RoutesCommand(Supplier<InstallDirectory> home) {
        this.home = home;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: test");
    }

    @Command(
            name = "test",
            description = "Runs routes/cases/*.cases.yaml without making calls; exit code 1 if a case fails.",
            mixinStandardHelpOptions = true)
    int test(
            @Parameters(arity = "0..*", paramLabel = "ROUTE", description = "Cases of these only.") Set<String> routes,
            @Option(
                            names = "--properties",
                            paramLabel = "FILE",
                            description = "Read after application.properties; its values win. May be repeated.")
                    List<Path> properties)
            throws Exception {
        Configuration configuration = Configuration.load(home.get(), properties == null ? List.of() : properties);
        RouteCases ran = new ConfigurationDryRun(configuration).cases(routes == null ? Set.of() : routes);
        PrintWriter out = spec.commandLine().getOut();
        ran.passed().forEach(place -> out.println("ok  " + place));
        Stream.concat(ran.failed().stream(), ran.unread().stream()).forEach(problem -> out.println(problem.line()));
        out.println(ran.passed().size() + " passed, " + ran.failed().size() + " failed"
                + (ran.unread().isEmpty() ? "" : ", " + ran.unread().size() + " to correct"));
        out.flush();
        return ran.failed().isEmpty() && ran.unread().isEmpty() ? 0 : 1;
    }
}
