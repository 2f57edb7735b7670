package dev.lamplighter.cost.publish;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Looks at months again and again, from its making to its {@link #close}, which closes what it reads with. Looking takes a
 * quarter of its time, the rest is for those who change the months.
 */
final class SteadyReader implements AutoCloseable {
    private static final long LEAST_PAUSE_NANOS = 30_000_000;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final CountDownLatch over = new CountDownLatch(1);
    private final MonthReader reader;
    private final List<String> months;
    private final Map<String, List<String>> seen = new TreeMap<>();
    private final Future<?> looking;
    private int looks;

    SteadyReader(MonthReader reader, List<String> months) {
        this.reader = reader;
        this.months = months;
        looking = thread.submit(this::lookOn);
    }

    private boolean lookOn() throws SQLException, InterruptedException {
        long pause = 0;
        while (!over.await(pause, TimeUnit.NANOSECONDS)) {
            long begin = System.nanoTime();
            for (String month : months) {
                look(month);
            }
            pause = Math.max(LEAST_PAUSE_NANOS, 3 * (System.nanoTime() - begin));
        }
        return true;
    }

    private synchronized void look(String month) throws SQLException {
        reader.look(month).ifPresent(found -> {
            looks++;
            List<String> before = seen.computeIfAbsent(month, none -> new ArrayList<>());
            if (before.isEmpty() || !before.get(before.size() - 1).equals(found)) {
                before.add(found);
            }
        });
    }

    synchronized int looks() {
        return looks;
    }

    /** What a month held, one after the other; fails where a look failed. */
    synchronized List<String> seen(String month) throws ExecutionException, InterruptedException {
        if (looking.isDone()) {
            looking.get();
        }
        return List.copyOf(seen.getOrDefault(month, List.of()));
    }

    @Override
    public void close() {
        over.countDown();
        thread.execute(() -> {
            try {
                reader.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.shutdown();
    }
}
