package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lamplighter.HomeProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the quick starts tell people to type: every command of ours is understood, and those that need neither a service, AWS
 * nor root are run, in the order of the page. The others are parsed; QuickStartIT, the sandbox's own tests and
 * DebianInstallIT run such.
 */
final class QuickStartTest {
    /** Commands that are run here; what a page needs sudo for is run on a folder of the test. */
    private static final Set<String> RUN =
            Set.of("init", "check", "windows next", "windows import-crontab", "routes test", "config", "explain");

    /** Other programs that the pages name. */
    private static final Set<String> OTHERS = Set.of("apt", "systemctl", "adduser", "crontab", "curl", "journalctl");

    @RegisterExtension
    private final HomeProperty property = new HomeProperty();

    @TempDir
    private Path home;

    @BeforeEach
    void goHome() throws IOException {
        property.set(home);
        HomeProperty.copy(home, "routes", "queries");
        Files.writeString(home.resolve("crontab.txt"), """
            30 8 * * 0 aws ec2 start-instances --instance-ids i-0123456789abcdef0
            0 19 * * 0 aws ec2 stop-instances --instance-ids i-0123456789abcdef0
            """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pi-owner", "streamer", "payer", "sre"})
    void everyCommandIsUnderstoodAndWhatNeedsNothingRuns(String page) throws IOException {
        int ours = 0;
        int run = 0;
        for (List<String> words : QuickStartCommands.of(page)) {
            if (!words.get(0).equals("lamplighter")) {
                assertThat(words.get(0)).isIn(OTHERS);
                continue;
            }
            ours++;
            String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
            assertThatCode(() -> Lamplighter.commandLine("").parseArgs(arguments))
                    .as(String.join(" ", words))
                    .doesNotThrowAnyException();
            if (RUN.contains(words.get(1)) || (words.size() > 2 && RUN.contains(words.get(1) + " " + words.get(2)))) {
                run++;
                CommandRun lamplighter = new CommandRun();
                int code = lamplighter.run(here(arguments));
                assertThat(code)
                        .as(String.join(" ", words) + "\n" + lamplighter.out() + lamplighter.err())
                        .isZero();
            }
        }
        assertThat(ours).isGreaterThan(6);
        assertThat(run).isGreaterThan(1);
    }

    /** On the files of this test, whatever service runs on this machine. */
    private String[] here(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.replaceAll(word -> word.equals("crontab.txt") ? home.resolve(word).toString() : word);
        if (words.get(0).equals("windows") && words.get(1).equals("next")) {
            words.add("--file=" + home.resolve("windows.yaml"));
        }
        return words.toArray(String[]::new);
    }
}
