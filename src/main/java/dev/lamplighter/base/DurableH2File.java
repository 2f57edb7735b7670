package dev.lamplighter.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Makes H2's writes reach the disk when they return, each before the next. H2 itself leaves writes in the page cache, of
 * which a power cut may lose any part, and it overwrites old chunks with new ones, so that neither version might survive.
 *
 * <p>H2 accepts a chunk if its first and its last block match; the blocks between have no checksum. So the last block is
 * written when the others are on the disk, and every chunk that H2 accepts is whole.
 *
 * <p>What H2 reads when it opens the file begins with the newest chunk ({@link MVStoreNewestChunk}).
 *
 * <p>H2 makes instances of this class by name ({@link FilePath#register}). A semicolon in a path is written {@code %3B},
 * because H2 would take what follows it for settings.
 */
public final class DurableH2File extends FilePathWrapper {
    static final String SCHEME = "durable";
    /** H2's block size (FileStore.BLOCK_SIZE), and the least that file systems write. */
    private static final int BLOCK = 4096;

    private static final AtomicInteger OPENED = new AtomicInteger();

    /**
     * The path as H2's URLs name it, with a number that makes the name unique: H2 keeps a list of open databases by name,
     * from which a database that closes late would remove the one that was opened after it.
     *
     * @param path may begin with another scheme of H2
     */
    static String named(String path) {
        FilePath.register(new DurableH2File());
        return named(OPENED.incrementAndGet() + ":", path);
    }

    private static String named(String number, String path) {
        return SCHEME + ":" + number + encoded(path);
    }

    private static String encoded(String path) {
        return path.replace("%", "%25").replace(";", "%3B");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    protected FilePath unwrap(String path) {
        String encoded = path.substring(SCHEME.length() + 1 + number(path).length());
        return FilePath.get(encoded.replace("%3B", ";").replace("%25", "%"));
    }

    @Override
    public @Nullable FilePathWrapper wrap(@Nullable FilePath base) {
        return base == null ? null : getPath(named(number(toString()), base.toString()));
    }

    /** The number at the beginning of a name, with its colon. */
    private static String number(String name) {
        int begin = SCHEME.length() + 1;
        return name.substring(begin, name.indexOf(':', begin) + 1);
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        String file = getBase().toString();
        return new Channel(file, getBase().open(mode));
    }

    /** A channel like the wrapped one, except that a write which returns has reached the disk. */
    private static final class Channel extends FileBaseDefault {
        private final String file;
        private final FileChannel below;
        /**
         * The header that H2 reads in place of the one on the disk, until it writes one itself; null if the disk's is used.
         */
        private byte @Nullable [] header;

        Channel(String file, FileChannel below) {
            this.file = file;
            this.below = below;
        }

        @Override
        public long size() throws IOException {
            return below.size();
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            byte[] shown = header;
            if (shown == null || position >= shown.length) {
                return below.read(target, position);
            }
            int length = (int) Math.min(target.remaining(), shown.length - position);
            target.put(shown, (int) position, length);
            return length;
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            if (position == 0) {
                header = null;
            }
            int length = source.remaining();
            int end = source.limit();
            try {
                if (length > BLOCK) {
                    source.limit(end - BLOCK);
                    writeAll(source, position);
                    source.limit(end);
                }
                writeAll(source, position + length - source.remaining());
                return length;
            } catch (IOException e) {
                throw named(e);
            } finally {
                source.limit(end);
            }
        }

        private void writeAll(ByteBuffer source, long position) throws IOException {
            long at = position;
            while (source.hasRemaining()) {
                at += below.write(source, at);
            }
            below.force(false);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            try {
                below.truncate(size);
                below.force(true);
            } catch (IOException e) {
                throw named(e);
            }
        }

        @Override
        public void force(boolean metaData) throws IOException {
            try {
                below.force(metaData);
            } catch (IOException e) {
                throw named(e);
            }
        }

        @Override
        public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
            FileLock lock = below.tryLock(position, size, shared);
            if (lock != null) {
                header = MVStoreNewestChunk.header(below).orElse(null);
            }
            return lock;
        }

        @Override
        protected void implCloseChannel() throws IOException {
            below.close();
        }

        /** The failure with the name of the file, which the operating system's message lacks. */
        private IOException named(IOException failure) {
            IOException named = new FileSystemException(file, null, failure.getMessage());
            named.initCause(failure);
            return named;
        }
    }
}
