package dev.lamplighter.cost.parquet;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Manages the folder of one version, {@code <targetPrefix>billing_period=YYYY-MM/<assemblyId>/}. If it is closed without
 * {@link #complete()}, everything that was put there is removed; after that the folder contains exactly what was put there.
 * Several threads may put objects there.
 */
final class VersionFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VersionFolder.class);

    /** The longest time that a conversion of another version may take; uploads that are older are aborted. */
    private static final Duration LONGEST_CONVERSION = Duration.ofDays(1);

    private final ObjectStore store;
    private final String months;
    private final String folder;
    private final List<String> outputs = Collections.synchronizedList(new ArrayList<>());
    private boolean completed;

    /**
     * Makes one without changing anything in the store.
     *
     * @param files of the report, in {@code source}
     * @throws ProblemException COST-008 when one of them lies in the folder, which would be removed with this version
     */
    VersionFolder(
            ObjectStore store,
            String targetPrefix,
            CostReportManifest manifest,
            ObjectStore source,
            List<StoredObject> files) {
        this.store = store;
        months = targetPrefix + "billing_period=";
        folder = months + manifest.billingPeriod().month() + "/" + manifest.assemblyId() + "/";
        String inside = store.uri(folder);
        files.stream()
                .map(file -> source.uri(file.key()))
                .filter(file -> file.startsWith(inside))
                .findFirst()
                .ifPresent(file -> {
                    throw new ProblemException(new Problem(
                            CostProblemCode.REPORT_IN_TARGET,
                            file,
                            "a file of the report itself",
                            "it lies in the folder that this version is written to, where it would be removed",
                            "choose another target"));
                });
    }

    /**
     * Aborts uploads that killed conversions have left behind: all to this folder, and old ones to the folders beside it.
     */
    void abandonUploads(Instant now) {
        Instant longAgo = now.minus(LONGEST_CONVERSION);
        try {
            store.abandon(months, (key, begun) -> key.startsWith(folder) || begun.isBefore(longAgo));
        } catch (IOException e) {
            LOG.warn("uploads that a killed conversion may have left stay: {}", String.valueOf(e.getMessage()));
        }
    }

    ObjectStore store() {
        return store;
    }

    /** The key of an object; from now on it may be visible, also when writing it fails. */
    String next(String name) {
        outputs.add(folder + name);
        return folder + name;
    }

    /** The keys, in the order in which they were given out. */
    List<String> outputs() {
        return List.copyOf(outputs);
    }

    /** Keeps the version, and removes what a killed conversion may have left in its folder. */
    void complete() throws IOException {
        for (String key : found()) {
            if (!outputs.contains(key)) {
                store.delete(key);
            }
        }
        completed = true;
    }

    private List<String> found() throws IOException {
        try (Stream<StoredObject> found = store.list(folder)) {
            return found.map(StoredObject::key).toList();
        } catch (UncheckedIOException e) {
            throw new IOException("can't list " + store.uri(folder), e);
        }
    }

    /**
     * Removes everything that this conversion may have made visible, even in an interrupted thread. No upload may be under
     * way. What an earlier conversion put there stays, because it may be all that is left of a report.
     */
    @Override
    public void close() throws IOException {
        if (completed) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        IOException failure = null;
        for (String key : outputs) {
            try {
                store.delete(key);
            } catch (IOException e) {
                failure = e;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }
}
