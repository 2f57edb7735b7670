package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.ReportConversion;
import dev.lamplighter.cost.parquet.read.ParquetTotals;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ManifestReader;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** Converts in this process, and reports the progress. */
public final class InProcessConverter implements ReportConverter {
    private final ManifestReader manifests;
    private final ConversionMeter meter;
    private final ReportConversion conversion;

    /**
     * With the parameters of {@link ReportConversion}.
     *
     * @param meter takes the progress
     */
    public InProcessConverter(
            ManifestReader manifests,
            ConversionMeter meter,
            InstantSource clock,
            NumberType numbers,
            long memoryBytes) {
        this.manifests = manifests;
        this.meter = meter;
        conversion = new ReportConversion(clock, meter, numbers, memoryBytes);
    }

    @Override
    public CostReportManifest manifest(ObjectStore source, StoredObject manifest) throws IOException {
        return manifests.read(source, manifest);
    }

    @Override
    public ConversionSummary convert(
            CostReportManifest manifest, ObjectStore source, ObjectStore target, String targetPrefix)
            throws IOException {
        try {
            return conversion.convert(manifest, meter.begin(source), target, targetPrefix);
        } finally {
            meter.end();
        }
    }

    @Override
    public ParquetTotals readBack(ObjectStore target, List<String> keys) throws IOException {
        return ParquetTotals.read(target, keys);
    }

    @Override
    public ParquetTotals readWhole(ObjectStore target, List<String> keys) throws IOException {
        return ParquetTotals.readWhole(target, keys);
    }
}
