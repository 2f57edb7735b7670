package dev.lamplighter.sandbox;

import dev.lamplighter.cost.query.AnswerCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers of queries as a service keeps them, of months up to the present one: what its page shows without any Athena. */
final class SampleAnswers {
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path answers;
    private final Instant now = Instant.now();
    private final LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    private final YearMonth month = YearMonth.from(today);

    private SampleAnswers(Path answers) {
        this.answers = answers;
    }

    static void keepIn(Path answers) throws IOException {
        new SampleAnswers(answers).keep();
    }

    private void keep() throws IOException {
        StringBuilder months = new StringBuilder();
        List<Map.Entry<String, Double>> services = List.of(
                Map.entry("AmazonEC2", 812.4),
                Map.entry("AmazonCloudFront", 231.07),
                Map.entry("AmazonS3", 120.66),
                Map.entry("AmazonRDS", 96.5),
                Map.entry("AmazonAthena", 12.034),
                Map.entry("AWSDataTransfer", 44.9),
                Map.entry("AmazonRoute53", 1.5));
        for (int back = 5; back >= 0; back--) {
            int ago = back;
            services.forEach(service -> months.append(String.format(
                    "%s,%s,USD,%.10f,%.10f,%s%n",
                    month.minusMonths(ago),
                    service.getKey(),
                    service.getValue() * (ago == 0 ? 0.31 : 1 - 0.04 * ago),
                    service.getValue() * (ago == 0 ? 0.31 : 1 - 0.04 * ago),
                    ago == 0 ? today : month.minusMonths(ago).atEndOfMonth())));
        }
        write(
                "monthly-cost",
                "billing_period,product_code,currency_code,total_cost,unblended_cost,last_usage_day",
                months.toString());
        write(
                "month-forecast",
                "billing_period,budget,currency_code,cost_so_far,full_days,forecast,forecast_low,forecast_high,"
                        + "budget_amount,actual_share,forecast_share",
                month + ",*,USD,408.9918,9,1322.1517,1251.9,1398.2,,,\n" + month
                        + ",all,USD,408.9918,9,1322.1517,,,1300,31.46,101.70397\n" + month
                        + ",streaming,USD,96.25,9,310.4,,,400,24.0625,77.6\n");
        write(
                "top-movers",
                "billing_period,account,product_code,usage_type,resource,currency_code,days,previous_cost,month_cost,"
                        + "moved_by,moved_share",
                month + ",111122223333,AmazonEC2,*,*,USD,9,233.70,251.844,18.144,0.0776\n" + month
                        + ",111122223333,AmazonCloudFront,*,*,USD,9,92.11,71.6317,-20.4783,-0.2223\n" + month
                        + ",444455556666,AmazonS3,*,*,USD,9,35.9,37.4046,1.5046,0.0419\n");
        write(
                "commitment-coverage",
                "billing_period,instance_family,region,currency_code,used_units,total_coverage,reserved_utilisation",
                month + ",*,*,USD,1000,72.44,91.2\n");
        write(
                "data-transfer-map",
                "billing_period,from_place,to_place,way,currency_code,total_cost",
                month + ",us-east-1,internet,outbound,USD,30.006\n" + month
                        + ",us-east-1,us-west-2,inter-region,USD,6.41\n" + month
                        + ",eu-central-1,internet,outbound,USD,11.2\n");
        write(
                answers.resolve("_streams"),
                FILE_TIME.format(now) + "-" + month + ".csv",
                "window,opened,closed,status,currency_code,hours,machine_cost,storage_cost,address_cost,transfer_cost,"
                        + "total_cost,hour_cost\n"
                        + String.format(
                                "sunday-service,%1$sT09:00:00Z,%1$sT11:00:00Z,complete,USD,2.0,1.5,0.5,0,1.0412,3.0412,1.5206%n",
                                month.atDay(1))
                        + "-,,,,USD,,,,,,0.25,\n");
    }

    private void write(String query, String columns, String rows) throws IOException {
        write(answers.resolve(query), FILE_TIME.format(now) + "-q1.csv", columns + "\n" + rows);
    }

    private static void write(Path folder, String file, String lines) throws IOException {
        List<List<@Nullable String>> cells = lines.lines()
                .map(line -> Arrays.stream(line.split(",", -1))
                        .<@Nullable String>map(cell -> cell.isEmpty() ? null : cell)
                        .collect(Collectors.<@Nullable String>toList()))
                .toList();
        Files.writeString(Files.createDirectories(folder).resolve(file), AnswerCsv.of(cells));
    }
}
