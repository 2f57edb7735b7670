package dev.lamplighter.sandbox;

import dev.lamplighter.window.completeness.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service tells by its route {@code alert}, which is edited to say all that a message of it carries, and when by true
 * time, as {@link #look} has found it in the log.
 */
final class ToldAlerts {
    private static final String ROUTE = "routes/alert.camel.yaml";
    private static final String STATE = "\"${header.AlertState} ";
    private static final String ALL =
            STATE + "${header.AlertCode} <${header.AlertArea} ${header.AlertSubject} ${header.AlertResource}> ";
    private static final Pattern LINE =
            Pattern.compile(" INFO  alert (?<state>RAISED|CLEARED) (?<code>\\S+) <(?<place>.*?)> (?<text>.*)");

    private final Path log;
    private final List<Told> told = new ArrayList<>();
    private long read;

    /** Of whatever is started in that home from now on. */
    ToldAlerts(ServiceHome home) throws IOException {
        log = home.path("service.log");
        String route = Files.readString(home.path(ROUTE));
        if (!route.contains(STATE)) {
            throw new IllegalStateException(ROUTE + " has no message that begins with " + STATE);
        }
        home.write(ROUTE, route.replace(STATE, ALL));
    }

    /** Reads what has come since; whole lines only. */
    void look() {
        try (FileChannel channel = FileChannel.open(log)) {
            ByteBuffer news = ByteBuffer.allocate(Math.toIntExact(channel.size() - read));
            channel.read(news, read);
            String text = new String(news.array(), 0, news.position(), StandardCharsets.UTF_8);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            read += whole.getBytes(StandardCharsets.UTF_8).length;
            Instant now = Instant.now();
            whole.lines().map(LINE::matcher).filter(Matcher::find).forEach(line -> told.add(told(now, line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Told told(Instant at, Matcher line) {
        boolean raised = line.group("state").equals("RAISED");
        return new Told(at, raised, line.group("code"), line.group("place"), line.group("text"));
    }

    List<Told> all() {
        return List.copyOf(told);
    }
}
