package dev.lamplighter.app.command;

import dev.lamplighter.app.http.HttpSettings;
import dev.lamplighter.app.http.PageLink;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the link to the status page with its token: {@code lamplighter page}. */
@Command(
        name = "page",
        description =
                "Prints the link to the status page of the running service, with the token that shows names and costs and"
                        + " allows verbs. Only who may read http.token-file gets it; treat the link as a password.",
        mixinStandardHelpOptions = true)
public final class PageCommand implements Callable<Integer> {
    @Mixin
    private ServiceMixin service = new ServiceMixin();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        HttpSettings settings = HttpSettings.of(service.ofService().settings());
        if (settings.port() == 0) {
            throw new ProblemException(new Problem(
                    ConfigProblemCode.VALUE_REFUSED,
                    "http.port",
                    "the status page is off",
                    "http.port is not set",
                    "set http.port=8090 in application.properties and restart the service"));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(PageLink.of(settings));
        out.flush();
        return 0;
    }
}
