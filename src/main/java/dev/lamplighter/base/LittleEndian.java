package dev.lamplighter.base;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads and writes little-endian numbers of 8 bytes, as Parquet stores them. */
public final class LittleEndian {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    /** The number in the 8 bytes from {@code at}. */
    public static long get(byte[] bytes, int at) {
        return (long) EIGHT.get(bytes, at);
    }

    /** Writes a number into the 8 bytes from {@code at}. */
    public static void set(byte[] bytes, int at, long number) {
        EIGHT.set(bytes, at, number);
    }
}
