package dev.lamplighter.sandbox.athena;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs Trino in a child JVM, started by the first query (or by {@link #start}) and started again should it have ended.
 * Thread-safe.
 */
public final class TrinoEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrinoEngine.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Touches the reader, the catalog and an aggregation, so that their classes are there for the first real query. */
    private static final String WARM_UP =
            "SELECT count(*), sum(x), max(s) FROM (VALUES (1, 'a'), (2, 'b')) AS t (x, s) GROUP BY x ORDER BY 1";

    private final TrinoSettings settings;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private @Nullable TrinoProcess process;
    private boolean closed;
    private volatile @Nullable Long startingSince;

    /** Nothing runs yet. */
    public TrinoEngine(TrinoSettings settings) {
        this.settings = settings;
    }

    /** Starts and warms the engine unless it runs; returns when it answers. */
    public void start() {
        running();
    }

    /** How long it has been starting; empty while it runs or nobody has asked it anything. */
    public Optional<Duration> starting() {
        Long since = startingSince;
        return since == null ? Optional.empty() : Optional.of(Duration.ofNanos(System.nanoTime() - since));
    }

    /** The child's process id, or -1 while none runs. */
    public synchronized long pid() {
        return process == null || !process.isAlive() ? -1 : process.pid();
    }

    /**
     * Submits one statement; it begins at once and goes on as its answer is read.
     *
     * @param database what unqualified names mean
     * @param session properties of the catalog's session, by their names within it
     */
    TrinoStatementClient query(String sql, String database, Map<String, String> session) {
        return TrinoStatementClient.submit(http, running(), sql, database, session);
    }

    /** Adds the {@code key=value} folders below a table's location as partitions. */
    void discoverPartitions(String database, String table) {
        String sql = "CALL system.sync_partition_metadata('" + database + "', '" + table + "', 'ADD')";
        complete(query(sql, database, Map.of()));
    }

    private synchronized URI running() {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
        if (process == null || !process.isAlive()) {
            long begin = System.nanoTime();
            startingSince = begin;
            try {
                process = TrinoProcess.start(settings);
                warmUp(address(process));
            } finally {
                startingSince = null;
            }
            long elapsedMs = (System.nanoTime() - begin) / 1_000_000;
            LOG.info("Trino is ready pid={} port={} elapsedMs={}", process.pid(), process.port(), elapsedMs);
        }
        return address(process);
    }

    private void warmUp(URI address) {
        complete(TrinoStatementClient.submit(http, address, WARM_UP, "default", Map.of()));
    }

    private static void complete(TrinoStatementClient query) {
        while (query.advance()) {
            // Its rows are of no interest.
        }
    }

    private static URI address(TrinoProcess process) {
        return URI.create("http://127.0.0.1:" + process.port());
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            process.close();
            process = null;
        }
    }
}
