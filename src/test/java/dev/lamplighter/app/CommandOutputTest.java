package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands and the log let through to a terminal. */
final class CommandOutputTest {
    private static final String HOSTILE = "a\u202eb\u001b[2Jc\u200bd\re";

    @TempDir
    private Path folder;

    @Test
    void aFileThatIsNotThereIsALineWithItsCode() {
        CommandRun run = new CommandRun();
        Path crontab = folder.resolve("none.cron");

        assertThat(run.run("windows", "import-crontab", crontab.toString())).isEqualTo(1);
        assertThat(run.err())
                .startsWith("CONFIG-042  " + crontab + "  a file can't be used: no such file or folder; fix: ");
    }

    @Test
    void noCommandPrintsWhatATerminalObeys() throws IOException {
        Path crontab = Files.writeString(
                folder.resolve("hostile.cron"), "0 9 * * * aws ec2 start-instances --instance-ids " + HOSTILE + "\n");
        CommandRun run = new CommandRun();

        run.run("windows", "import-crontab", crontab.toString());

        assertThat(run.out() + run.err()).contains("\\u202E").doesNotContain("\u202e", "\u001b", "\u200b", "\r");
    }

    @Test
    void endsOfLinesAndTabsOfAnAnswerStay() {
        StringWriter written = new StringWriter();
        PrintWriter out = VisibleWriter.over(new PrintWriter(written));

        out.print("x\ty\n" + HOSTILE + "\n");
        out.flush();

        assertThat(written).hasToString("x\ty\na\\u202Eb\\u001B[2Jc\\u200Bd\\u000De\n");
    }

    @Test
    void aLineOfTheLogShowsWhatATerminalObeys() {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            StandardErrorLog.apply(context, Level.INFO);
            context.getLogger("mine").info("name={}", HOSTILE);
        } finally {
            System.setErr(before);
            context.stop();
        }

        assertThat(written.toString(StandardCharsets.UTF_8))
                .endsWith(" INFO  mine name=a\\u202Eb\\u001B[2Jc\\u200Bd e\n")
                .doesNotContain("\u202e", "\u001b");
    }
}
