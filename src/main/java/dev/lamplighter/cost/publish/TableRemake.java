package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.ledger.TableChoice;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes all months again in another table, for the route {@code cost-remake}, and switches when every month is there and
 * Athena's sums of it are right. Each month is in the ledger of that table, and the switch is one transaction, so that after a
 * kill the route goes on where it stopped.
 */
public final class TableRemake {
    private static final Logger LOG = LoggerFactory.getLogger(TableRemake.class);
    /** Sums are asked of Athena, which costs: after one that differs, not again at once. */
    private static final Duration VERIFY_AGAIN = Duration.ofMinutes(15);

    private final PublishedTables tables;
    private final ReportDiscovery discovery;
    private final PublishingLock turn;
    private final InstantSource clock;
    /** Entries whose sums were right; forgotten with the process. */
    private final Set<ReportVersion> verified = new HashSet<>();

    private Instant verifyAfter = Instant.MIN;
    private String told = "";

    public TableRemake(PublishedTables tables, ReportDiscovery discovery, PublishingLock turn, InstantSource clock) {
        this.tables = tables;
        this.discovery = discovery;
        this.turn = turn;
        this.clock = clock;
    }

    /** The months as they stand; none while no table is made. */
    List<RemadeMonth> months() throws IOException {
        PublishedTable made = tables.remade().orElse(null);
        return made == null
                ? List.of()
                : new RemadeMonths(
                                discovery, made, tables.asked(), tables.choice().left(), clock.instant())
                        .all();
    }

    /** The versions that are to be made, oldest month first. */
    public synchronized List<ReportVersion> due() throws IOException {
        List<RemadeMonth> months = months();
        tellWaiting(months);
        List<ReportVersion> due = new ArrayList<>();
        for (RemadeMonth month : months) {
            ReportVersion version = month.version();
            if (month.phase() == RemadeMonth.Phase.DUE && version != null) {
                due.add(version);
                verifyAfter = Instant.MIN;
            }
        }
        return due;
    }

    private void tellWaiting(List<RemadeMonth> months) {
        List<RemadeMonth> waiting = months.stream()
                .filter(month -> month.phase() == RemadeMonth.Phase.WAITS)
                .toList();
        String line = waiting.isEmpty() || months.stream().anyMatch(month -> month.phase() == RemadeMonth.Phase.DUE)
                ? ""
                : waits(waiting);
        if (!line.equals(told) && !line.isEmpty()) {
            LOG.warn("{}", line);
        }
        told = line;
    }

    private String waits(List<RemadeMonth> waiting) {
        RemadeMonth first = waiting.get(0);
        return new Problem(
                        CostProblemCode.REMAKE_WAITS,
                        "costs remake, table " + tables.choice().remade(),
                        waiting.size() == 1
                                ? "the switch waits for a month"
                                : "the switch waits for " + waiting.size() + " months",
                        first.month() + " of report " + first.reportName() + ": " + first.why(),
                        "see costs remake; questions go on over "
                                + tables.choice().asked() + " meanwhile")
                .line();
    }

    /** Whether this version is still to be made. */
    public boolean isGoing(ReportVersion version) {
        return version.remadeIn().equals(tables.choice().remade());
    }

    /** When every month is there: those whose sums Athena hasn't been asked for. */
    public synchronized List<ReportLedgerEntry> unverified() throws IOException {
        List<RemadeMonth> months = months();
        if (months.isEmpty()
                || !months.stream().allMatch(RemadeMonth::isReady)
                || clock.instant().isBefore(verifyAfter)) {
            return List.of();
        }
        verifyAfter = clock.instant().plus(VERIFY_AGAIN);
        return entries(months).stream()
                .filter(entry -> !verified.contains(entry.version()))
                .toList();
    }

    private List<ReportLedgerEntry> entries(List<RemadeMonth> months) {
        List<ReportLedgerEntry> entries = new ArrayList<>();
        for (RemadeMonth month : months) {
            ReportVersion version = month.version();
            if (month.phase() == RemadeMonth.Phase.MADE && version != null) {
                entries.add(tables.ledger(version).known(version));
            }
        }
        return entries;
    }

    /** Records that Athena's sums of a month are right. */
    public synchronized void verified(ReportLedgerEntry entry) {
        verified.add(entry.version());
    }

    /**
     * Switches if everything is there and verified.
     *
     * @return the reports whose views are still over the table before
     */
    public synchronized List<String> switchOver() throws IOException {
        return turn.alone(() -> {
            if (isComplete()) {
                String before = tables.choice().asked();
                tables.ask();
                verified.clear();
                tell(before, tables.choice());
            }
            return tables.choice().viewsDue()
                    ? List.copyOf(tables.settings().tables().keySet())
                    : List.of();
        });
    }

    private boolean isComplete() throws IOException {
        List<RemadeMonth> months = months();
        return !months.isEmpty()
                && months.stream().allMatch(RemadeMonth::isReady)
                && entries(months).stream().allMatch(entry -> verified.contains(entry.version()));
    }

    private void tell(String before, TableChoice now) {
        LOG.info(
                "table={} is asked from now on, with {} months; {} stays as it is until you drop it",
                now.asked(),
                tables.asked().ledger().published().size(),
                before);
        tables.unlikeSetting().ifPresent(problem -> LOG.warn("{}", problem.line()));
    }

    /** Records that the views are over the table that is asked. */
    public void viewsMade() throws IOException {
        turn.alone(() -> {
            if (tables.choice().viewsDue()) {
                tables.viewsMade();
            }
            return true;
        });
    }
}
