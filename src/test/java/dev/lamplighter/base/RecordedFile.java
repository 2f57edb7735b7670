package dev.lamplighter.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A file of H2 that notes what is written to it and what is forced to the disk, and says what a power cut may leave of it. H2
 * makes instances by name, so what they note is kept here; one recording at a time.
 */
public final class RecordedFile extends FilePathWrapper {
    private static final int BLOCK = 4096;
    /** Of prefixes, and of missing writes, at one moment. */
    private static final int MOST = 12;

    private static final List<Event> EVENTS = new ArrayList<>();

    /** One write, or a cut of the length if there are no bytes; or, if there is no place, that all before is on the disk. */
    private static final class Event {
        static final long FORCED = -1;

        private final long position;
        private final byte @Nullable [] bytes;

        Event(long position, byte @Nullable [] bytes) {
            this.position = position;
            this.bytes = bytes;
        }

        long position() {
            return position;
        }

        byte @Nullable [] bytes() {
            return bytes;
        }
    }

    /** Opens a database whose writes are noted from now on. */
    public static StateDatabase record(Path folder) {
        synchronized (EVENTS) {
            EVENTS.clear();
        }
        FilePath.register(new RecordedFile());
        return StateDatabase.open(folder, "recorded:");
    }

    /** How many events there were. */
    public static int moment() {
        synchronized (EVENTS) {
            return EVENTS.size();
        }
    }

    /**
     * What the disk may hold after a power cut at a moment: all that was forced, and of the rest nothing, a prefix, all but one,
     * or any blocks of 4 KiB.
     */
    public static List<byte[]> images(int moment, Random random) {
        List<Event> before;
        synchronized (EVENTS) {
            before = List.copyOf(EVENTS.subList(0, moment));
        }
        int forced = 0;
        for (int i = 0; i < before.size(); i++) {
            forced = before.get(i).position() == Event.FORCED ? i + 1 : forced;
        }
        byte[] durable = applyAll(new byte[0], before.subList(0, forced));
        List<Event> blocks = new ArrayList<>();
        before.subList(forced, before.size()).forEach(event -> blocks.addAll(split(event)));
        List<byte[]> images = new ArrayList<>(List.of(durable));
        for (int prefix : someOf(1, blocks.size(), random)) {
            images.add(applyAll(durable, blocks.subList(0, prefix)));
        }
        for (int missing : someOf(0, blocks.size() - 2, random)) {
            List<Event> others = new ArrayList<>(blocks);
            others.remove(missing);
            images.add(applyAll(durable, others));
        }
        for (int subset = 0; blocks.size() > 2 && subset < 4; subset++) {
            images.add(applyAll(
                    durable,
                    blocks.stream().filter(block -> random.nextBoolean()).toList()));
        }
        return images;
    }

    /** All of a few, some of many. */
    private static List<Integer> someOf(int first, int last, Random random) {
        List<Integer> all = new ArrayList<>();
        for (int number = first; number <= last; number++) {
            all.add(number);
        }
        Collections.shuffle(all, random);
        return all.subList(0, Math.min(all.size(), MOST));
    }

    private static byte[] applyAll(byte[] durable, List<Event> events) {
        byte[] image = durable.clone();
        for (Event event : events) {
            byte[] bytes = event.bytes();
            if (event.position() == Event.FORCED) {
                continue;
            }
            int at = (int) event.position();
            if (bytes == null) {
                image = Arrays.copyOf(image, Math.min(image.length, at));
            } else {
                image = image.length < at + bytes.length ? Arrays.copyOf(image, at + bytes.length) : image;
                System.arraycopy(bytes, 0, image, at, bytes.length);
            }
        }
        return image;
    }

    private static List<Event> split(Event event) {
        byte[] bytes = event.bytes();
        if (bytes == null) {
            return List.of(event);
        }
        List<Event> blocks = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += BLOCK) {
            blocks.add(new Event(
                    event.position() + at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + BLOCK))));
        }
        return blocks;
    }

    private static void note(Event event) {
        synchronized (EVENTS) {
            EVENTS.add(event);
        }
    }

    @Override
    public String getScheme() {
        return "recorded";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel below = getBase().open(mode);
        return getBase().toString().endsWith(".mv.db") ? new Channel(below) : below;
    }

    private static final class Channel extends FileBaseDefault {
        private final FileChannel below;

        Channel(FileChannel below) {
            this.below = below;
        }

        @Override
        public long size() throws IOException {
            return below.size();
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            return below.read(target, position);
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            byte[] bytes = new byte[source.remaining()];
            source.duplicate().get(bytes);
            int written = below.write(source, position);
            note(new Event(position, Arrays.copyOf(bytes, written)));
            return written;
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            below.truncate(size);
            note(new Event(size, null));
        }

        /** Noted and not done: the test would wait for the disk. */
        @Override
        public void force(boolean metaData) {
            note(new Event(Event.FORCED, null));
        }

        @Override
        public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return below.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            below.close();
        }
    }
}
