package dev.lamplighter.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/** A disk of H2 that can be full, with what the system says then. H2 makes instances by name, so there is one at a time. */
public final class SmallDisk extends FilePathWrapper {
    static final String SCHEME = "small:";

    /** What it takes. */
    enum Room {
        ENOUGH,
        /** What is there can be overwritten, as on most file systems: a write ends where the file did. */
        NO_MORE,
        /** No write at all, as where nothing is overwritten in its place. */
        NONE
    }

    private static volatile Room room = Room.ENOUGH;
    private static volatile Runnable written = () -> {};

    static void register() {
        room = Room.ENOUGH;
        written = () -> {};
        FilePath.register(new SmallDisk());
    }

    static void set(Room now) {
        room = now;
    }

    /** Calls this after each write and each cut of the length, whole or in part. */
    static void afterEachWrite(Runnable look) {
        written = look;
    }

    @Override
    public String getScheme() {
        return SCHEME.substring(0, SCHEME.length() - 1);
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(getBase().open(mode));
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
            long most = room == Room.ENOUGH ? source.remaining() : room == Room.NONE ? 0 : below.size() - position;
            if (most <= 0 && source.hasRemaining()) {
                throw new IOException("No space left on device");
            }
            ByteBuffer part = source.slice();
            part.limit((int) Math.min(most, part.remaining()));
            int taken = below.write(part, position);
            source.position(source.position() + taken);
            written.run();
            return taken;
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            below.truncate(size);
            written.run();
        }

        /** Not done: the test would wait for the disk. */
        @Override
        public void force(boolean metaData) {}

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
