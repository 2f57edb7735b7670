package dev.lamplighter.cost.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the process that is killed lives as the service does when nobody kills it: a lost round is one line and the end of it. */
final class PublishingProcessTest {
    @Test
    void aRoundThatS3DoesNotAnswerIsToldInOneLineAndOver(@TempDir Path state) throws Exception {
        String nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "http://127.0.0.1:" + closed.getLocalPort();
        }
        PrintStream console = System.out;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(told, true, UTF_8));
        try {
            PublishingProcess.main(new String[] {state.toString(), "nobody", nobody, nobody, "", "here"});
        } finally {
            System.setOut(console);
        }
        List<String> lines = told.toString(UTF_8).lines().toList();
        assertThat(lines).startsWith("begin").endsWith(PublishingProcess.END);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("COST-"))
                .singleElement()
                .asString()
                .startsWith("COST-100  ");
    }
}
