package dev.lamplighter.app.service;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.parquet.ConversionMXBean;
import dev.lamplighter.cost.query.CostReportsMXBean;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Cost reports for a command: those of the running service, which holds the state database, or, when none runs with this
 * state folder, opened here.
 */
public final class CostsAccess implements AutoCloseable {
    private final CostReportsMXBean reports;
    private final ConversionMXBean conversion;
    private final Held held;

    private CostsAccess(CostReportsMXBean reports, ConversionMXBean conversion, Held held) {
        this.reports = reports;
        this.conversion = conversion;
        this.held = held;
    }

    /**
     * Finds or opens them.
     *
     * @throws ProblemException when costs are off, or when the service can't be reached
     */
    public static CostsAccess open(Configuration configuration) throws IOException {
        configuration.require(SetAside.COSTS);
        if (!configuration.settings().flag("cost.enabled", false)) {
            throw new ProblemException(new Problem(
                    "CONFIG-014",
                    "cost.enabled",
                    "costs are off",
                    "there are no months to work on",
                    "set cost.enabled=true and what the block below it asks for"));
        }
        Path state = configuration.stateFolder();
        Optional<RunningService> running = RunningService.find(state);
        if (running.isPresent()) {
            RunningService service = running.get();
            return new CostsAccess(
                    service.feature("CostReports", CostReportsMXBean.class),
                    service.feature("CostConversion", ConversionMXBean.class),
                    service::close);
        }
        StateDatabase database = StateDatabase.open(state);
        try {
            return here(configuration, database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    public CostReportsMXBean reports() {
        return reports;
    }

    /** The conversion that goes on now, whoever asked for it. */
    public ConversionMXBean conversion() {
        return conversion;
    }

    @Override
    public void close() throws IOException {
        held.close();
    }

    private static CostsAccess here(Configuration configuration, StateDatabase database) {
        AwsClients aws = AwsClients.connect(configuration.settings());
        CostsFeature feature =
                CostsFeature.ofACommand(Foundation.on(database, configuration, aws, InstantSource.system()));
        return new CostsAccess(feature.view(), feature.meter(), () -> {
            feature.close();
            aws.close();
            database.close();
        });
    }

    /** What is let go in the end. */
    private interface Held {
        void close() throws IOException;
    }
}
