package dev.lamplighter.app.http;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs the requests of the JDK's HTTP server, which reads each request in one of these threads and waits there for a slow
 * client. When all threads are busy and another request comes, the thread that has been reading for longest is interrupted.
 * An ordinary request on this machine arrives at once, so it is never the one that is interrupted. A thread that carries out
 * a verb is not interrupted, because that would close the file of the database under it.
 */
final class RequestThreads implements Executor {
    private static final int MOST = 16;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(MOST, MOST, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, "local-http");
                thread.setDaemon(true);
                return thread;
            });
    /** The threads that are waiting for their client; the one that has waited longest comes first. */
    private final Set<Thread> reading = new LinkedHashSet<>();

    /** The threads that were interrupted and have not ended yet. */
    private final Set<Thread> leaving = new HashSet<>();

    /** Requests under way or waiting for a thread. */
    private int taken;

    RequestThreads() {
        threads.allowCoreThreadTimeOut(true); // each new request would have one more, up to all of them, for ever
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            taken++;
            makeRoom();
        }
        threads.execute(() -> {
            readOn();
            try {
                task.run();
            } finally {
                end();
            }
        });
    }

    /** What is to be done for a request, once all of it has been read. */
    interface Work<T> {
        T run() throws IOException, ResponseStatusException;
    }

    /** Does the work of a request while its thread can't be interrupted. */
    <T> T carriedOut(Work<T> work) throws IOException, ResponseStatusException {
        if (!carryOut()) {
            throw new ResponseStatusException(503, "others come faster than this was sent");
        }
        try {
            return work.run();
        } finally {
            readOn();
        }
    }

    /** Marks the calling thread as waiting for its client. */
    synchronized void readOn() {
        reading.add(Thread.currentThread());
        makeRoom();
    }

    /**
     * Interrupts as many reading threads as there are requests waiting. It is also called when a thread begins to read,
     * because that thread may be the only one that can be interrupted.
     */
    private void makeRoom() {
        while (taken - leaving.size() > MOST && !reading.isEmpty()) {
            Thread longest = reading.iterator().next();
            reading.remove(longest);
            leaving.add(longest);
            longest.interrupt(); // the interrupt closes the connection that the thread reads from
        }
    }

    /**
     * Marks the calling thread as carrying out a verb.
     *
     * @return false if it was just interrupted
     */
    private synchronized boolean carryOut() {
        reading.remove(Thread.currentThread());
        return !Thread.interrupted();
    }

    private synchronized void end() {
        reading.remove(Thread.currentThread());
        leaving.remove(Thread.currentThread());
        taken--;
        // An interrupt meant for this request must not reach the next one.
        boolean sentAway = Thread.interrupted();
        assert !sentAway || taken >= 0;
    }

    /** Begins no more requests; those under way go on. */
    void close() {
        threads.shutdown();
    }
}
