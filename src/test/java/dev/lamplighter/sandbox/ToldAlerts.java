package dev.lamplighter.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a service tells in its log as an alert, and when by true time, as {@link #look} has found it. */
final class ToldAlerts {
    private final Path log;
    private final List<Told> told = new ArrayList<>();
    private long read;

    /** Of that home. */
    ToldAlerts(ServiceHome home) {
        log = home.path("service.log");
    }

    /** An alert that was raised, as one line. */
    record Told(Instant at, String line) {
        boolean isAbout(String window) {
            return line.matches(".*\\b" + window + "\\b.*");
        }
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
            whole.lines().filter(line -> line.contains(" RAISED ")).forEach(line -> told.add(new Told(now, line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Told> all() {
        return List.copyOf(told);
    }
}
