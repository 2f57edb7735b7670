package dev.lamplighter.app.http;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads of the JDK's server, which reads each request's lines in one of them and waits there for a peer that dribbles.
 * When all are taken and another request comes, the one that has read for longest is sent away: a request of this machine
 * arrives at once, so that it is never the one. A thread that carries a verb out is left alone, because an interrupt would
 * close the file of the database under it.
 */
final class RequestThreads implements Executor {
    private static final int MOST = 16;

    private final ExecutorService threads = Executors.newFixedThreadPool(MOST, task -> {
        Thread thread = new Thread(task, "local-http");
        thread.setDaemon(true);
        return thread;
    });
    /** Those that wait for their peer, the first for longest. */
    private final Set<Thread> reading = new LinkedHashSet<>();

    /** Those that were sent away and have not ended yet. */
    private final Set<Thread> leaving = new HashSet<>();

    /** Requests under way or waiting for a thread. */
    private int taken;

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

    /** From now on the calling thread waits for its peer. */
    synchronized void readOn() {
        reading.add(Thread.currentThread());
        makeRoom();
    }

    /** Sends away as many as others wait for a thread; called as well when one begins to read, which may be the first to go. */
    private void makeRoom() {
        while (taken - leaving.size() > MOST && !reading.isEmpty()) {
            Thread longest = reading.iterator().next();
            reading.remove(longest);
            leaving.add(longest);
            longest.interrupt(); // which closes the connection that it reads from
        }
    }

    /**
     * From now on the calling thread carries something out.
     *
     * @return false if it was just sent away
     */
    synchronized boolean carryOut() {
        reading.remove(Thread.currentThread());
        return !Thread.interrupted();
    }

    private synchronized void end() {
        reading.remove(Thread.currentThread());
        leaving.remove(Thread.currentThread());
        taken--;
        // What was meant for this request must not meet the next one.
        boolean sentAway = Thread.interrupted();
        assert !sentAway || taken >= 0;
    }

    /** Begins nothing more; who is at it goes on. */
    void close() {
        threads.shutdown();
    }
}
