package dev.lamplighter.cost.engine;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.athena.AthenaStatement;
import dev.lamplighter.cost.athena.convert.AthenaConversionPlan;
import dev.lamplighter.cost.ledger.AthenaAttempt;
import dev.lamplighter.cost.publish.ConvertedParquetFiles;
import dev.lamplighter.cost.publish.VersionInProgress;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.StoredObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a version on its way through Athena: the statements that are left, and what is known by now. Confined to its exchange.
 */
public final class AthenaConversion {
    private final VersionInProgress open;
    private final Deque<AthenaStep> steps = new ArrayDeque<>();
    private @Nullable Order order;
    private long scannedBytes;
    private boolean failed;
    private boolean ended;
    private boolean writing;
    private @Nullable ProblemException refusal;
    private @Nullable ConvertedParquetFiles files;
    private List<String> outputs = List.of();

    /** What is fixed from the beginning. */
    record Order(
            CostReportManifest manifest,
            AthenaAttempt attempt,
            AthenaConversionPlan plan,
            List<StoredObject> inputs,
            Instant begin) {
        /** Of the delivered files. */
        long bytes() {
            return inputs.stream().mapToLong(StoredObject::sizeBytes).sum();
        }
    }

    AthenaConversion(VersionInProgress open) {
        this.open = open;
    }

    /** Whether a statement is left. */
    public boolean isUnderWay() {
        return !steps.isEmpty();
    }

    /** The next statement; asked again it is the same. */
    public AthenaStatement statement() {
        return AthenaStatement.of(order().attempt().id(), steps.getFirst().sql());
    }

    /** Whether the next statement has an answer. */
    public boolean isQuestion() {
        return steps.getFirst().taker() != null;
    }

    /** What was written; null when this machine is to convert. */
    public @Nullable ConvertedParquetFiles files() {
        return files;
    }

    VersionInProgress open() {
        return open;
    }

    void ordered(Order what) {
        order = what;
    }

    Order order() {
        if (order == null) {
            throw new IllegalStateException("nothing was ordered of Athena");
        }
        return order;
    }

    boolean hasOrder() {
        return order != null;
    }

    void add(AthenaStep step) {
        steps.add(step);
    }

    void addAll(List<String> statements) {
        statements.forEach(sql -> steps.add(AthenaStep.statement(sql)));
    }

    /** Leaves out what is left. */
    void stopThere() {
        steps.clear();
    }

    AthenaStep current() {
        return steps.getFirst();
    }

    void passed() {
        steps.removeFirst();
    }

    void scanned(long bytes) {
        scannedBytes += bytes;
    }

    long scannedBytes() {
        return scannedBytes;
    }

    /** Notes that Athena may write into the folder from now on. */
    void writes() {
        writing = true;
    }

    boolean isWriting() {
        return writing;
    }

    /** Refuses the version once all statements that are left have ended. */
    void refuse(ProblemException why) {
        refusal = why;
    }

    @Nullable
    ProblemException refusal() {
        return refusal;
    }

    void wrote(List<String> keys) {
        outputs = keys;
    }

    List<String> outputs() {
        return outputs;
    }

    void done(ConvertedParquetFiles written) {
        files = written;
    }

    /** Notes that it ends in order, whatever it ends with. */
    void ended() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    /** Notes that its statements must not be sent again. */
    void fail() {
        failed = true;
    }

    /** Takes that back. */
    void goOn() {
        failed = false;
    }

    boolean isFailed() {
        return failed;
    }
}
