package dev.lamplighter.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a service wrote into a folder and what it forced to the disk: {@code src/test/c/recorded_writes.c}, preloaded. */
final class FolderRecording {
    private static final int HEADER = 25;

    private final Path record;

    private FolderRecording(Path record) {
        this.record = record;
    }

    /**
     * Of whatever is started in that home from now on.
     *
     * @param folder that is not there yet
     */
    static FolderRecording of(ServiceHome home, Path folder) throws IOException, InterruptedException {
        Path record = home.path("record");
        Preloaded.into(home, "recorded_writes");
        home.export("LAMPLIGHTER_RECORDED", folder.toString());
        home.export("LAMPLIGHTER_RECORD", record.toString());
        return new FolderRecording(record);
    }

    /**
     * One call of the system.
     *
     * @param kind o: opened, w: written, t: cut, f: forced, r: renamed, u: removed
     * @param file its descriptor
     * @param place of a write or a cut; of an opening 1 if it may make the file, and 2 besides if it empties it
     * @param bytes that were written, or a name below the folder, or two with a zero between
     */
    record Note(char kind, Instant at, int file, long place, ByteBuffer bytes) {
        byte[] content() {
            byte[] content = new byte[bytes.limit()];
            bytes.get(0, content);
            return content;
        }

        String[] names() {
            return new String(content(), StandardCharsets.UTF_8).split("\0");
        }
    }

    /** All of them, in their order; the last may have been cut short with its process. */
    List<Note> notes() throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(record)).order(ByteOrder.nativeOrder());
        List<Note> notes = new ArrayList<>();
        while (all.remaining() >= HEADER) {
            char kind = (char) all.get();
            Instant at = Instant.ofEpochMilli(all.getLong());
            int file = all.getInt();
            long place = all.getLong();
            int length = all.getInt();
            if (length > all.remaining()) {
                break;
            }
            notes.add(new Note(kind, at, file, place, all.slice(all.position(), length)));
            all.position(all.position() + length);
        }
        return notes;
    }
}
