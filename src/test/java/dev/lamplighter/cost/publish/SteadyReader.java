package dev.lamplighter.cost.publish;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Looks at months again and again, from its making to its {@link #close}, which closes what it reads with. */
final class SteadyReader implements AutoCloseable {
    private static final int BETWEEN_LOOKS_MS = 30;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final MonthReader reader;
    private final Map<String, List<String>> seen = new TreeMap<>();
    private final ScheduledFuture<?> looking;
    private int looks;

    SteadyReader(MonthReader reader, List<String> months) {
        this.reader = reader;
        looking = thread.scheduleWithFixedDelay(
                () -> months.forEach(month -> look(month)), 0, BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS);
    }

    private synchronized void look(String month) {
        try {
            reader.look(month).ifPresent(found -> {
                looks++;
                List<String> before = seen.computeIfAbsent(month, none -> new ArrayList<>());
                if (before.isEmpty() || !before.get(before.size() - 1).equals(found)) {
                    before.add(found);
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException("can't read " + month, e);
        }
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
        looking.cancel(false);
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
