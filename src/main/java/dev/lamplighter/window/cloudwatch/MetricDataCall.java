package dev.lamplighter.window.cloudwatch;

import dev.lamplighter.base.aws.InvalidResponseException;
import dev.lamplighter.window.declare.LoadLimit;
import dev.lamplighter.window.load.LoadQuestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/** Converts a question about the load of machines to the SDK's request, and CloudWatch's answer to values by minute. */
public final class MetricDataCall {
    private static final int PERIOD = 60;
    private static final String CALL = "cloudwatch:GetMetricData";

    private MetricDataCall() {}

    /** The request: one query for each metric and instance, CloudWatch takes 500 in one call. */
    public static GetMetricDataRequest request(LoadQuestion question) {
        List<MetricDataQuery> queries = new ArrayList<>();
        for (LoadLimit limit : question.limits()) {
            for (String instance : question.instanceIds()) {
                queries.add(MetricDataQuery.builder()
                        .id("m" + queries.size())
                        .metricStat(stat -> stat.metric(metric -> metric.namespace(limit.namespace())
                                        .metricName(limit.metric())
                                        .dimensions(Dimension.builder()
                                                .name("InstanceId")
                                                .value(instance)
                                                .build()))
                                .period(PERIOD)
                                .stat("Average"))
                        .returnData(true)
                        .build());
            }
        }
        return GetMetricDataRequest.builder()
                .metricDataQueries(queries)
                .startTime(question.from())
                .endTime(question.to())
                .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                .build();
    }

    /**
     * The values by metric, instance and minute; what CloudWatch could not give is missing.
     *
     * @param answer of {@link #request}, with all pages
     * @throws IllegalArgumentException when it is something else
     * @throws InvalidResponseException when it isn't whole: CloudWatch answers each query, if only with no values
     */
    public static Map<LoadLimit, Map<String, Map<Instant, Double>>> values(
            LoadQuestion question, @Nullable Object answer) {
        if (!(answer instanceof GetMetricDataResponse response)) {
            throw new IllegalArgumentException("the route of " + question.window() + "/" + question.slot() + " gave "
                    + (answer == null ? "nothing" : answer.getClass().getSimpleName()) + " for CloudWatch's answer");
        }
        Map<LoadLimit, Map<String, Map<Instant, Double>>> values = new HashMap<>();
        int number = 0;
        for (LoadLimit limit : question.limits()) {
            for (String instance : question.instanceIds()) {
                String id = "m" + number++;
                Map<Instant, Double> byMinute = values.computeIfAbsent(limit, any -> new HashMap<>())
                        .computeIfAbsent(instance, any -> new HashMap<>());
                List<MetricDataResult> results = response.metricDataResults().stream()
                        .filter(result -> id.equals(result.id()))
                        .toList();
                if (results.isEmpty()) {
                    throw InvalidResponseException.incomplete(CALL, "result of the query " + id);
                }
                results.forEach(result -> put(result, byMinute));
            }
        }
        return values;
    }

    private static void put(MetricDataResult result, Map<Instant, Double> byMinute) {
        if (result.timestamps().size() != result.values().size()) {
            throw InvalidResponseException.incomplete(CALL, "value for each timestamp of " + result.id());
        }
        for (int i = 0; i < result.values().size(); i++) {
            byMinute.put(result.timestamps().get(i), result.values().get(i));
        }
    }
}
