package dev.lamplighter.cost.report;

import java.io.IOException;
import java.io.OutputStream;

/** An object on its way into a store. Closing it without {@link #complete()} leaves nothing behind. */
public abstract class ObjectUpload extends OutputStream {
    /** Makes the object visible, whole. */
    public abstract void complete() throws IOException;

    /** Gives the upload up unless it was completed. */
    @Override
    public abstract void close() throws IOException;
}
