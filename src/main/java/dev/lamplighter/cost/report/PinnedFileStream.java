package dev.lamplighter.cost.report;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads a pinned file, and throws at its end if the file has changed meanwhile. */
final class PinnedFileStream extends FilterInputStream {
    private final FileStore store;
    private final StoredObject pinned;

    PinnedFileStream(FileStore store, StoredObject pinned, InputStream in) {
        super(in);
        this.store = store;
        this.pinned = pinned;
    }

    @Override
    public int read() throws IOException {
        return checked(super.read());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return checked(super.read(target, offset, length));
    }

    private int checked(int result) throws IOException {
        if (result < 0) {
            store.checkUnchanged(pinned);
        }
        return result;
    }
}
