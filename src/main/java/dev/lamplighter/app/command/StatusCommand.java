package dev.lamplighter.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.app.service.Configuration;
import dev.lamplighter.app.service.InstallDirectory;
import dev.lamplighter.app.service.RunningService;
import dev.lamplighter.app.status.StatusText;
import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.PrivateFolder;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.ConfigCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what the service does now, or what it did last: {@code lamplighter status}. */
@Command(
        name = "status",
        description =
                "Tells what windows, light and costs do now, which alerts are raised and what is set aside. Without a"
                        + " running service what was kept last, marked with its age, and exit code 1.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
    private static final int DOWN = 1;

    private final InstantSource clock = InstantSource.system();

    @Option(names = "--json", description = "As one object of JSON.")
    private boolean json;

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Read after application.properties; its values win. May be repeated.")
    private List<Path> properties = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path state = Configuration.load(InstallDirectory.find(), properties).stateFolder();
        Optional<RunningService> service = RunningService.find(state);
        if (service.isPresent()) {
            print(service.get().call(json ? "status-json" : "status", Map.of()));
            return 0;
        }
        return last(state.resolve(PrivateFolder.STATUS));
    }

    private int last(Path file) throws IOException {
        try {
            if (new ObjectMapper().readTree(Files.readAllBytes(file)) instanceof ObjectNode kept) {
                String at = kept.path("at").asText();
                kept.put("running", false);
                String age = StatusText.age(at, clock.instant());
                List<String> lines =
                        new ArrayList<>(List.of("no service runs; this was its status " + age + " ago, " + at));
                lines.addAll(StatusText.lines(kept, clock.instant()));
                print(json ? List.of(kept.toString()) : lines);
                tell(new Problem(
                        ConfigCode.NO_SERVICE,
                        file.toString(),
                        "no service runs",
                        "this is its last status, " + age + " old, of " + at,
                        "start it: bin/lamplighter run, or systemctl start lamplighter"));
                return DOWN;
            }
            throw new IOException("it is no status");
        } catch (NoSuchFileException e) {
            tell(none(file, "none has kept a status here"));
        } catch (IOException e) {
            tell(none(file, "its last status can't be read: " + IoErrorText.ofFile(e)));
        }
        return DOWN;
    }

    private static Problem none(Path file, String why) {
        return new Problem(
                ConfigCode.NO_SERVICE,
                file.toString(),
                "no service runs",
                why,
                "start it: bin/lamplighter run, or systemctl start lamplighter");
    }

    private void print(List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }

    private void tell(Problem problem) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(problem.line());
        err.flush();
    }
}
