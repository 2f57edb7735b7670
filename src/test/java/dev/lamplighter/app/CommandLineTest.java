package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lamplighter.HomeProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What is so of every command: its manual, its completion, its exit codes, its stack traces. */
final class CommandLineTest {
    private final CommandRun lamplighter = new CommandRun();

    @RegisterExtension
    private final HomeProperty property = new HomeProperty();

    @TempDir
    private Path home;

    @BeforeEach
    void goHome() throws IOException {
        property.set(home);
        Files.writeString(home.resolve("application.properties"), "panel.type=none\n");
        Files.writeString(home.resolve("windows.yaml"), "windows: []\n");
        Files.createDirectories(home.resolve("queries"));
        HomeProperty.copy(home, "routes");
    }

    private static List<CommandSpec> all() {
        List<CommandSpec> all = new ArrayList<>();
        collect(Lamplighter.commandLine("").getCommandSpec(), all);
        return all;
    }

    private static void collect(CommandSpec spec, List<CommandSpec> all) {
        all.add(spec);
        spec.subcommands().values().stream().map(CommandLine::getCommandSpec).forEach(sub -> collect(sub, all));
    }

    @Test
    void theManualTellsEveryCommandAndOptionAndIsThePackages() throws IOException {
        assertThat(lamplighter.run("manual")).isZero();
        String page = lamplighter.out();

        assertThat(Files.readString(Path.of("packaging/debian/lamplighter.1")))
                .as("written by: lamplighter manual > packaging/debian/lamplighter.1")
                .isEqualTo(page);
        assertThat(all()).hasSizeGreaterThan(40);
        for (CommandSpec spec : all()) {
            int at = spec.parent() == null
                    ? 0
                    : page.indexOf(".SS " + spec.qualifiedName().replace("-", "\\-"));
            assertThat(at).as(spec.qualifiedName()).isNotNegative();
            spec.options().stream()
                    .filter(option -> !option.hidden())
                    .forEach(option -> assertThat(
                                    page.indexOf(option.longestName().replace("-", "\\-"), Math.max(0, at)) >= 0
                                            || option.inherited()
                                            || Set.of("--help", "--version").contains(option.longestName()))
                            .as(spec.qualifiedName() + " " + option.longestName())
                            .isTrue());
        }
    }

    @Test
    void aWordThatIsNoCommandChangesNothingOfWhatIsLogged() {
        assertThat(tellsOfItsWork("--trace", "costs", "query", "monthly-cost")).isTrue();
        assertThat(tellsOfItsWork("run")).isTrue();
        assertThat(tellsOfItsWork("windows", "open", "run", "--for", "1h")).isFalse();
        assertThat(tellsOfItsWork("explain", "costs")).isFalse();
    }

    private static boolean tellsOfItsWork(String... words) {
        return Lamplighter.tellsOfItsWork(Lamplighter.commandLine(words[0]).parseArgs(words));
    }

    @Test
    void everyCommandHasHelp() {
        assertThat(all())
                .allSatisfy(command -> assertThat(command.findOption("--help"))
                        .as(command.qualifiedName())
                        .isNotNull());
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/bin/bash"))).isTrue();
        assertThat(lamplighter.run("completion", "bash")).isZero();
        Path script = Files.writeString(home.resolve("completion"), lamplighter.out());

        assertThat(completed(script, "lamplighter do")).contains("doctor");
        assertThat(completed(script, "lamplighter windows ext")).contains("extend");
        assertThat(completed(script, "lamplighter doctor --sp")).contains("--spend");
        assertThat(lamplighter.run("completion", "zsh")).isZero();
        assertThat(lamplighter.out())
                .startsWith("autoload -Uz +X bashcompinit")
                .contains("complete -F _complete_lamplighter");
        assertThat(lamplighter.run("completion", "fish")).isEqualTo(2);
    }

    private static String completed(Path script, String line) throws Exception {
        String[] words = line.split(" ", -1);
        Process bash = new ProcessBuilder(
                        "/bin/bash",
                        "-c",
                        "source " + script + "; COMP_WORDS=(" + line + "); COMP_CWORD=" + (words.length - 1)
                                + "; COMP_LINE='" + line
                                + "'; COMP_POINT=${#COMP_LINE}; _complete_lamplighter; echo \"${COMPREPLY[@]}\"")
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void aStackTraceIsPrintedOnlyWhenItIsAskedFor() throws IOException {
        Files.delete(home.resolve("application.properties"));

        assertThat(lamplighter.run("status")).isEqualTo(1);
        assertThat(lamplighter.err().lines()).hasSize(1);
        assertThat(lamplighter.run("status", "--trace")).isEqualTo(1);
        assertThat(lamplighter.err())
                .contains("ProblemException", "\tat dev.lamplighter.")
                .endsWith("-Dlamplighter.home\n");
    }

    @Test
    void exitCodesAreThoseOfTheTable() throws IOException {
        String document = Files.readString(Path.of("docs/reference/settings.md"));
        Matcher row = Pattern.compile("(?m)^\\| (\\d+) \\|")
                .matcher(document.substring(document.indexOf("## Exit codes"), document.indexOf("## Codes")));
        Set<String> told = new TreeSet<>();
        while (row.find()) {
            told.add(row.group(1));
        }
        assertThat(told).containsExactly("0", "1", "143", "2", "75");
        assertThat(all().stream().flatMap(spec -> spec.usageMessage().exitCodeList().keySet().stream()))
                .isNotEmpty()
                .isSubsetOf(told);

        assertThat(lamplighter.run("check")).as(lamplighter.out()).isZero();
        assertThat(lamplighter.run("status", "--properties=" + home.resolve("application.properties")))
                .isEqualTo(1);
        assertThat(lamplighter.run("chekc")).isEqualTo(2);
        assertThat(lamplighter.run("check", "--nonsense")).isEqualTo(2);
        Files.writeString(home.resolve("application.properties"), "panel.brightness=7\n");
        assertThat(lamplighter.run("check")).isEqualTo(1);
        Files.writeString(home.resolve("application.properties"), "aws.region=nowhere\n");
        assertThat(lamplighter.run("run")).isEqualTo(2);
    }
}
