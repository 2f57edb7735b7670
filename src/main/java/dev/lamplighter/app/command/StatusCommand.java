package dev.lamplighter.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.app.access.RunningService;
import dev.lamplighter.app.access.VerbInvoker;
import dev.lamplighter.app.status.StatusText;
import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.PrivateFolder;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the service does now, or what it did last: {@code lamplighter status}. */
@Command(
        name = "status",
        description =
                "Shows what windows, light and costs do now, which alerts are raised and what is set aside. Without a"
                        + " running service it shows the last saved status with its age; exit code 1, as when a place for"
                        + " messages could not be reached for an hour.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
    private static final int DOWN = 1;
    private static final int UNTOLD = 1;
    private static final String START = "start it: bin/lamplighter run, or systemctl start lamplighter";

    private final InstantSource clock = InstantSource.system();

    @Option(names = "--json", description = "As one object of JSON, see docs/reference/json.md.")
    private boolean json;

    @Mixin
    private RunningServiceMixin service = new RunningServiceMixin();

    @Override
    public Integer call() throws IOException {
        try (VerbInvoker verbs = service.reached(configuration -> running(configuration.stateFolder()))) {
            List<String> lines = verbs.call("status-json", Map.of());
            JsonNode now = new ObjectMapper().readTree(String.join("", lines));
            print(json ? List.of(JsonAnswer.of(lines, List.of())) : StatusText.lines(now, clock.instant()));
            return now.at("/messages/troubles").isEmpty() ? 0 : UNTOLD;
        } catch (NoServiceException e) {
            return last(e.state.resolve(PrivateFolder.STATUS));
        }
    }

    private static VerbInvoker running(Path state) throws NoServiceException {
        return RunningService.find(state).orElseThrow(() -> new NoServiceException(state));
    }

    private int last(Path file) throws IOException {
        try {
            if (new ObjectMapper().readTree(Files.readAllBytes(file)) instanceof ObjectNode kept) {
                tell(kept, file);
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

    /** Prints the status that was saved last, marked as such. */
    private void tell(ObjectNode kept, Path file) {
        String age = StatusText.age(kept.path("at").asText(), clock.instant());
        String since = age.isEmpty() ? "at a time that isn't known" : age + " ago";
        Problem down = new Problem(
                ConfigProblemCode.NO_SERVICE,
                file.toString(),
                "no service runs",
                "this is its last status, of " + since,
                START);
        if (json) {
            kept.put("running", false);
            print(List.of(JsonAnswer.with(kept, List.of(down))));
        } else {
            List<String> lines = new ArrayList<>(List.of("no service runs; this was its status " + since + ":"));
            lines.addAll(StatusText.lines(kept, clock.instant()));
            print(lines);
        }
        printProblem(down);
    }

    /** Prints that there is no status at all. */
    private void tell(Problem problem) {
        print(List.of(
                json
                        ? JsonAnswer.with(new ObjectMapper().createObjectNode().put("running", false), List.of(problem))
                        : "no service runs, and there is no status of an earlier one"));
        printProblem(problem);
    }

    private static Problem none(Path file, String why) {
        return new Problem(ConfigProblemCode.NO_SERVICE, file.toString(), "no service runs", why, START);
    }

    private void print(List<String> lines) {
        PrintWriter out = service.out();
        lines.forEach(out::println);
        out.flush();
    }

    private void printProblem(Problem problem) {
        PrintWriter err = service.err();
        err.println(problem.line());
        err.flush();
    }

    /** Says that no service runs with a state folder. */
    private static final class NoServiceException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Path state;

        NoServiceException(Path state) {
            this.state = state;
        }
    }
}
