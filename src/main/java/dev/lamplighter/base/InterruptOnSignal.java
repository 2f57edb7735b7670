package dev.lamplighter.base;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command clean up when it is ended by SIGTERM, SIGHUP or Ctrl-C: its thread is interrupted, and the process waits
 * until the command has ended.
 */
public final class InterruptOnSignal implements AutoCloseable {
    /** How long the process waits for the command to clean up: longer than any socket timeout. */
    private static final int LONGEST_SECONDS = 40;

    private final Thread command = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "orderly-end");
    private volatile boolean asked;

    private InterruptOnSignal() {}

    /** Interrupts the calling thread at a signal, until this is closed. */
    public static InterruptOnSignal ofThisThread() {
        InterruptOnSignal end = new InterruptOnSignal();
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    /** Whether a signal has asked the process to end. */
    public boolean isAsked() {
        return asked;
    }

    private void end() {
        asked = true;
        command.interrupt();
        try {
            over.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                asked = true; // the process is ending already
            }
        }
    }
}
