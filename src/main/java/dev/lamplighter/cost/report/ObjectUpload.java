package dev.lamplighter.cost.report;

import java.io.IOException;
import java.io.OutputStream;

/** Writes an object into a store. Closing it without {@link #complete()} leaves nothing behind. */
public abstract class ObjectUpload extends OutputStream {
    /** Makes the whole object visible. */
    public abstract void complete() throws IOException;

    /** Aborts the upload unless it was completed. */
    @Override
    public abstract void close() throws IOException;
}
