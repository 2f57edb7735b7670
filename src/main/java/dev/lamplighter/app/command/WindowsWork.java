package dev.lamplighter.app.command;

import dev.lamplighter.app.service.Configuration;
import dev.lamplighter.app.service.Home;
import dev.lamplighter.app.service.WindowsAccess;
import dev.lamplighter.window.operate.WindowOperationsMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands on the running windows have in common; a mix-in. */
final class WindowsWork {
    private static final Pattern PROBLEM = Pattern.compile("[A-Z]+-\\d{3} {2}.*");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Read after application.properties; its values win. May be repeated.")
    private List<Path> properties = List.of();

    /** Asks the running service, or what it left in its state folder. */
    int ask(Work work) throws IOException {
        return print(WindowsAccess::open, work);
    }

    /** Asks the running service to act. */
    int act(Work work) throws IOException {
        return print(WindowsAccess::running, work);
    }

    /** The exit code is 1 when it is refused; the refusal goes to standard error in one line. */
    private int print(Way way, Work work) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        try (WindowsAccess windows = way.to(Configuration.load(Home.find(), properties))) {
            PrintWriter out = spec.commandLine().getOut();
            work.on(windows.operations()).forEach(out::println);
            out.flush();
            return 0;
        } catch (RuntimeException e) {
            // A refusal by another process comes as text alone.
            String message = String.valueOf(e.getMessage());
            if (!PROBLEM.matcher(message).matches()) {
                throw e;
            }
            err.println(message);
            err.flush();
            return 1;
        }
    }

    /** One command's part. */
    @FunctionalInterface
    interface Work {
        List<String> on(WindowOperationsMXBean windows) throws IOException;
    }

    /** How the windows are reached. */
    @FunctionalInterface
    private interface Way {
        WindowsAccess to(Configuration configuration) throws IOException;
    }
}
