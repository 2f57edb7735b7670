package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.app.feature.JournalledOccurrences;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.Gzip;
import dev.lamplighter.cost.athena.RouteCall;
import dev.lamplighter.sandbox.SandboxLake;
import dev.lamplighter.window.JournalledSunday;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a stream cost, from the journal of a window that ran and a delivered report on a real engine, worked out by hand: the
 * machine ran from 14:20 to 02:00 for a window that was open from 14:30 to 01:00, and the journal has it on from 14:20:30.
 */
final class StreamDollarsIT {
    private static final List<String> EXPECTED = List.of(
            // machine 0.40 * 39.5 / 40 minutes + 10 * 0.60 = 6.395; storage 0.06 * 39.5 / 60 + 10 * 0.06 = 0.6395;
            // address a tenth of that; transfer 0.90; in all 7.99845, over 10.5 hours that the window was open
            "sunday-service  22 Nov 2026 14:30 UTC, 10 h 30 min: 8.00 USD, 0.76 USD an hour"
                    + " (machine 6.40, storage 0.64, address 0.06, transfer 0.90)",
            "all of sunday-service in USD: 8.00 USD, 0.76 USD an hour, times 1",
            // hour 01 of all; of hour 14 half a minute of the machine, 20.5 minutes of storage and address
            "while no window was open: 0.69 USD",
            "    eni-0123456789abcdef0  0.01 USD (address 0.01)",
            "    i-0123456789abcdef0  0.61 USD (machine 0.61)",
            "    vol-tagged  0.08 USD (storage 0.08)");

    private final StateDatabase state = StateDatabase.inMemory();
    private final JournalledSunday sunday = new JournalledSunday();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        sunday.close();
        state.close();
    }

    /** A charge of an hour. */
    private record Hour(Instant start, String resource, String usage, String amount, String cost, String window) {}

    private static List<Hour> hours() {
        List<Hour> hours = new ArrayList<>();
        Instant first = Instant.parse("2026-11-22T14:00:00Z");
        for (int i = 0; i < 12; i++) {
            Instant start = first.plusSeconds(3600L * i);
            hours.add(new Hour(
                    start,
                    JournalledSunday.INSTANCE,
                    "BoxUsage:m5.large",
                    i == 0 ? "0.6666666667" : "1",
                    i == 0 ? "0.40" : "0.60",
                    JournalledSunday.WINDOW));
            hours.add(new Hour(
                    start,
                    "arn:aws:ec2:us-east-1:1:volume/vol-tagged",
                    "EBS:VolumeUsage.gp3",
                    "1",
                    "0.06",
                    JournalledSunday.WINDOW));
            hours.add(new Hour(
                    start,
                    "arn:aws:ec2:us-east-1:1:network-interface/" + JournalledSunday.INTERFACE,
                    "PublicIPv4:InUseAddress",
                    "1",
                    "0.006",
                    ""));
            hours.add(new Hour(start, "vol-other", "EBS:VolumeUsage.gp3", "1", "99", "another-window"));
        }
        hours.add(new Hour(
                first.plusSeconds(6 * 3600L),
                JournalledSunday.INSTANCE,
                "DataTransfer-Out-Bytes",
                "10",
                "0.90",
                JournalledSunday.WINDOW));
        return hours;
    }

    private List<String> told(LakePublishing at) {
        Instant november = Instant.parse("2026-11-01T00:00:00Z");
        assertThat(sunday.operations().occurrences(november, november.plusSeconds(30 * 86_400L)))
                .singleElement()
                .satisfies(one -> assertThat(one.begun()).isEqualTo("2026-11-22T14:20:30Z"));
        QuerySettings settings = QuerySettings.of(new Settings(
                Map.of("cost.query.stream-tag", "window", "cost.answers", folder.toString()), Path.of(".")));
        CostQueryRuns queries = at.queries(settings);
        InstantSource later = InstantSource.fixed(Instant.parse("2026-11-30T00:00:00Z"));
        StreamReports reports = new StreamReports(
                queries,
                new RunningQueries(at, queries, folder),
                new JournalledOccurrences(() -> Optional.of(sunday.operations())),
                new KeptStreamCosts(new AnswerFolder(folder)),
                later);
        RouteCall routes = new RouteCall() {
            @Override
            public <T> T ask(String route, Object body, Class<T> reply) {
                try {
                    return reply.cast(reports.costs((StreamCostRequest) body));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        return new StreamCostOperations(routes, later).text("2026-11", "");
    }

    /** Runs what the route cost-answer would have Athena run. */
    private record RunningQueries(LakePublishing at, CostQueryRuns queries, Path folder) implements RouteCall {
        @Override
        public <T> T ask(String route, Object body, Class<T> reply) {
            QueryRun run = (QueryRun) body;
            Path file = folder.resolve(run.name() + ".csv");
            try {
                Files.writeString(file, AnswerCsv.of(at.lines(queries.ask(run).sql())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return reply.cast(new QueryResult(run.name(), Instant.EPOCH, "q", 0, file, "", List.of()));
        }
    }

    @Test
    void aLegacyReportTellsWhatTheStreamOfTheJournalCost() throws IOException {
        LakePublishing at = new LakePublishing(SandboxLake.shared(), state.dataSource(), "streamlegacy", "small");
        at.deliverSmall(
                YearMonth.of(2026, 11),
                "a1",
                "lineItem/UsageAccountId,lineItem/ProductCode,lineItem/UsageType,lineItem/LineItemType,lineItem/CurrencyCode,"
                        + "lineItem/ResourceId,lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/UsageAmount,"
                        + "lineItem/UnblendedCost,resourceTags/user:window",
                hours().stream()
                        .map(hour -> String.join(
                                ",",
                                "1,AmazonEC2",
                                hour.usage(),
                                "Usage,USD",
                                hour.resource(),
                                hour.start().toString(),
                                hour.start().plusSeconds(3600).toString(),
                                hour.amount(),
                                hour.cost(),
                                hour.window()))
                        .toArray(String[]::new));
        assertThat(at.publish()).hasSize(1);

        assertThat(told(at)).containsSequence(EXPECTED);
    }

    @Test
    void aFocusExportTellsTheSame() throws IOException {
        LakePublishing at = new LakePublishing(SandboxLake.shared(), state.dataSource(), "streamfocus", "focus");
        List<String> columns = List.of(
                "BilledCost double",
                "EffectiveCost double",
                "BillingCurrency string",
                "ChargeCategory string",
                "ChargePeriodStart timestamp_milliseconds",
                "ChargePeriodEnd timestamp_milliseconds",
                "ConsumedQuantity double",
                "ResourceId string",
                "ServiceName string",
                "SubAccountId string",
                "Tags map <string, string>",
                "x_UsageType string");
        StringBuilder rows =
                new StringBuilder("BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,ChargePeriodStart,"
                        + "ChargePeriodEnd,ConsumedQuantity,ResourceId,ServiceName,SubAccountId,Tags,x_UsageType\n");
        hours().forEach(hour -> rows.append(String.join(
                        ",",
                        "0",
                        hour.cost(),
                        "USD",
                        "Usage",
                        hour.start().toString(),
                        hour.start().plusSeconds(3600).toString(),
                        hour.amount(),
                        hour.resource(),
                        "Amazon EC2",
                        "1",
                        "\"{\"\"window\"\":\"\"" + hour.window() + "\"\"}\"",
                        hour.usage()))
                .append('\n'));
        String key = "cur/focus/data/BILLING_PERIOD=2026-11/focus-00001.csv.gz";
        at.write(key, Gzip.of(rows.toString()));
        at.write(
                "cur/focus/metadata/BILLING_PERIOD=2026-11/focus-Manifest.json",
                ("{\"executionId\":\"run-1\",\"columns\":["
                                + String.join(
                                        ",",
                                        columns.stream()
                                                .map(column -> "{\"name\":\""
                                                        + column.replaceFirst(" ", "\",\"type\":\"") + "\"}")
                                                .toList())
                                + "],\"dataFiles\":[\"s3://elsewhere/" + key + "\"]}")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(at.publish()).hasSize(1);

        assertThat(told(at)).containsSequence(EXPECTED);
    }
}
