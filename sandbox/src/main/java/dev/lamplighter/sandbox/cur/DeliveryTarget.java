package dev.lamplighter.sandbox.cur;

import java.io.IOException;
import java.io.OutputStream;

/** Receives a delivery: a folder, a bucket, memory. */
@FunctionalInterface
public interface DeliveryTarget {
    /** Begins an object; closing the stream makes it visible and replaces one of the same key. */
    OutputStream create(String key) throws IOException;
}
