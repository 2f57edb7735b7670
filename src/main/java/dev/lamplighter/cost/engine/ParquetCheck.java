package dev.lamplighter.cost.engine;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.convert.AthenaConversionPlan;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.read.ParquetTotals;
import dev.lamplighter.cost.publish.ConvertedParquetFiles;
import dev.lamplighter.cost.report.ObjectChangedException;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares the Parquet that Athena wrote with the text that it was made of, and makes the summary of the conversion. */
final class ParquetCheck {
    private final AthenaConversionSteps.Files files;
    private final InstantSource clock;

    ParquetCheck(AthenaConversionSteps.Files files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
    }

    /** Adds what is asked of the Parquet, once it is written. */
    void ask(AthenaConversion under) {
        AthenaConversionPlan plan = under.order().plan();
        under.add(new AthenaStep(plan.objectsQuestion(), rows -> takeObjects(under, rows), false));
        under.add(new AthenaStep(plan.parquetQuestion(), rows -> require(under, plan.difference(rows)), false));
        under.add(new AthenaStep(plan.groupsQuestion(), rows -> takeGroups(under, rows), false));
        under.addAll(AttemptLog.drops(under.order().attempt()));
    }

    private void takeObjects(AthenaConversion under, List<List<@Nullable String>> rows) throws IOException {
        String folder = under.order().attempt().folder();
        String root = files.target().uri(folder);
        List<String> named = rows.stream()
                .map(row -> String.valueOf(row.get(0)))
                .map(uri -> uri.startsWith(root) ? folder + uri.substring(root.length()) : uri)
                .sorted()
                .toList();
        List<String> found;
        try (Stream<StoredObject> objects = files.target().list(folder)) {
            found = objects.map(StoredObject::key).sorted().toList();
        }
        require(under, named.equals(found) ? "" : "objects " + found + " instead of " + named);
        under.wrote(found);
    }

    private void require(AthenaConversion under, String difference) {
        if (!difference.isEmpty()) {
            throw new ProblemException(new Problem(
                    CostProblemCode.ATHENA_DIFFERS,
                    files.target().uri(under.order().attempt().folder()),
                    "Athena's Parquet has " + difference,
                    "rows and sums must be those of the text",
                    "the month stays as it was; set cost.convert.engine=local, costs publish the month, and report"
                            + " this as a defect"));
        }
    }

    private void takeGroups(AthenaConversion under, List<List<@Nullable String>> rows) throws IOException {
        AthenaConversion.Order order = under.order();
        for (StoredObject input : order.inputs()) {
            Optional<StoredObject> now = files.source().head(input.key());
            if (now.isEmpty() || !now.get().eTag().equals(input.eTag())) {
                throw new ObjectChangedException(files.source().uri(input.key()));
            }
        }
        ConversionSummary summary = new ConversionSummary(
                order.manifest().reportName(),
                order.manifest().billingPeriod(),
                order.manifest().assemblyId(),
                order.inputs().size(),
                order.plan().totals(doubles(under), rows),
                order.plan().columns(),
                order.inputs(),
                under.outputs(),
                Duration.between(order.begin(), clock.instant()));
        require(
                under,
                summary.rows() == order.plan().rows()
                        ? ""
                        : summary.rows() + " rows by groups instead of "
                                + order.plan().rows());
        under.done(new ConvertedParquetFiles(summary, order.attempt().folder()));
    }

    /** Exact sums of doubles; Athena rounds its own at each step, so the number columns are read back here. */
    private Map<String, BigDecimal> doubles(AthenaConversion under) throws IOException {
        if (!under.order().plan().hasDoubles()) {
            return Map.of();
        }
        ParquetTotals readBack = files.converter().readBack(files.target(), under.outputs());
        require(under, under.order().plan().differenceOfSums(readBack.rows(), readBack.totals()));
        return readBack.totals();
    }
}
