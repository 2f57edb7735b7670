package dev.lamplighter.sandbox.cloudwatch;

import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * Answers GetMetricData minute by minute: the CPU of a running instance is what its tag {@link #CPU_TAG} says, 5 % without one, from
 * the minute after its launch; any other metric is what PutMetricData was given. Values are there as soon as the minute is over.
 */
public final class CloudWatchStandIn implements CloudWatchClient {
    /** The tag by which anybody sets how busy an instance is, in percent. */
    public static final String CPU_TAG = "sandbox-cpu";

    private static final double IDLE = 5;
    private static final int MOST_QUERIES = 500;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Ec2Client ec2;
    /** By metric and instance; what was said of a minute stays. */
    private final Map<String, Map<Instant, Double>> values = new HashMap<>();

    public CloudWatchStandIn(InstantSource clock, Ec2Client ec2) {
        this.clock = clock;
        this.ec2 = ec2;
    }

    @Override
    public synchronized GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
        if (request.metricDataQueries().isEmpty() || request.metricDataQueries().size() > MOST_QUERIES) {
            throw SimulatedAwsError.badRequest("ValidationError", "MetricDataQueries must have 1 to 500 members");
        }
        if (!request.startTime().isBefore(request.endTime())) {
            throw SimulatedAwsError.badRequest("ValidationError", "The parameter StartTime must be less than EndTime");
        }
        return GetMetricDataResponse.builder()
                .metricDataResults(request.metricDataQueries().stream()
                        .map(query -> result(query, request.startTime(), request.endTime()))
                        .toList())
                .build();
    }

    private MetricDataResult result(MetricDataQuery query, Instant from, Instant to) {
        if (query.metricStat() == null
                || query.metricStat().period() != 60
                || !"Average".equals(query.metricStat().stat())) {
            throw SimulatedAwsError.badRequest(
                    "ValidationError", "The stand-in knows the average of one metric in periods of 60 s.");
        }
        Metric metric = query.metricStat().metric();
        String id = instance(metric.dimensions());
        if (metric.namespace().equals("AWS/EC2") && metric.metricName().equals("CPUUtilization")) {
            measure(id, from);
        }
        Map<Instant, Double> known = values.getOrDefault(key(metric.namespace(), metric.metricName(), id), Map.of());
        List<Instant> minutes = known.keySet().stream()
                .filter(minute -> !minute.isBefore(from) && minute.isBefore(to))
                .filter(minute -> !minute.plus(MINUTE).isAfter(clock.instant()))
                .sorted()
                .toList();
        return MetricDataResult.builder()
                .id(query.id())
                .label(metric.metricName())
                .timestamps(minutes)
                .values(minutes.stream().map(known::get).toList())
                .statusCode(StatusCode.COMPLETE)
                .build();
    }

    /** Notes the CPU of the minutes that nobody has asked for yet. */
    private void measure(String id, Instant from) {
        Optional<Instance> instance = ec2
                .describeInstances(request -> request.filters(
                        Filter.builder().name("instance-id").values(id).build()))
                .reservations()
                .stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(one -> one.state().name() == InstanceStateName.RUNNING)
                .findFirst();
        if (instance.isEmpty()) {
            return;
        }
        double cpu = instance.get().tags().stream()
                .filter(tag -> tag.key().equals(CPU_TAG))
                .map(tag -> percent(tag.value()))
                .findFirst()
                .orElse(IDLE);
        Map<Instant, Double> known =
                values.computeIfAbsent(key("AWS/EC2", "CPUUtilization", id), any -> new HashMap<>());
        Instant launched = instance.get().launchTime().truncatedTo(ChronoUnit.MINUTES);
        Instant first = launched.isAfter(from) ? launched : from.truncatedTo(ChronoUnit.MINUTES);
        for (Instant minute = first; !minute.plus(MINUTE).isAfter(clock.instant()); minute = minute.plus(MINUTE)) {
            known.putIfAbsent(minute, cpu);
        }
    }

    private static double percent(String text) {
        try {
            return Math.max(0, Math.min(100, Double.parseDouble(text)));
        } catch (NumberFormatException e) {
            return IDLE;
        }
    }

    @Override
    public synchronized PutMetricDataResponse putMetricData(PutMetricDataRequest request) {
        if (request.namespace().startsWith("AWS/")) {
            throw SimulatedAwsError.badRequest(
                    "InvalidParameterValue", "The value AWS/ for parameter Namespace is invalid.");
        }
        for (MetricDatum datum : new ArrayList<>(request.metricData())) {
            Instant at = datum.timestamp() == null ? clock.instant() : datum.timestamp();
            values.computeIfAbsent(
                            key(request.namespace(), datum.metricName(), instance(datum.dimensions())),
                            any -> new HashMap<>())
                    .put(at.truncatedTo(ChronoUnit.MINUTES), datum.value());
        }
        return PutMetricDataResponse.builder().build();
    }

    private static String instance(List<Dimension> dimensions) {
        return dimensions.stream()
                .filter(dimension -> dimension.name().equals("InstanceId"))
                .map(Dimension::value)
                .findFirst()
                .orElse("");
    }

    private static String key(String namespace, String metric, String instance) {
        return namespace + " " + metric + " " + instance;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
