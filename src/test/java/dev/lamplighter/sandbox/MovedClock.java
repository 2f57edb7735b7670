package dev.lamplighter.sandbox;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The wall clock of a service, which a test sets while the service runs: {@code src/test/c/moved_clock.c}, preloaded. The
 * clock of the test and of the stand-ins stays, and so does what nobody can set.
 */
final class MovedClock {
    private final MappedByteBuffer ahead;

    private MovedClock(MappedByteBuffer ahead) {
        this.ahead = ahead;
    }

    /** Whether this machine can build it. */
    static boolean isPossible() {
        return Preloaded.isPossible();
    }

    /** The clock of every process that is started in that home from now on; it goes right until it is set. */
    static MovedClock of(ServiceHome home) throws IOException, InterruptedException {
        Preloaded.into(home, "moved_clock");
        Path file = home.path("moved_clock");
        home.export("LAMPLIGHTER_CLOCK", file.toString());
        try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
            return new MovedClock(channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES));
        }
    }

    /** Sets it that far ahead of true time, or behind. */
    void setAhead(Duration by) {
        ahead.order(ByteOrder.nativeOrder()).putLong(0, by.toSeconds());
    }
}
