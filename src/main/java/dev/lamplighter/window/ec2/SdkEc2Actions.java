package dev.lamplighter.window.ec2;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceMapper;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.Ec2Response;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Implements {@link Ec2Actions} with the AWS SDK. Thread-safe. */
public final class SdkEc2Actions implements Ec2Actions {
    /** The code of a dry run that would succeed. */
    private static final String WOULD_SUCCEED = "DryRunOperation";

    private final Ec2Client ec2;
    private final Ec2Client once;
    private final InstantSource clock;
    private final CallRates rates;
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();

    public SdkEc2Actions(Ec2Client ec2, InstantSource clock) {
        this(ec2, ec2, clock);
    }

    /**
     * Makes the calls of one account and region.
     *
     * @param once a client that tries every call only once, for the {@link Ec2Operation#isTriedOnce operations that want it}
     */
    public SdkEc2Actions(Ec2Client ec2, Ec2Client once, InstantSource clock) {
        this.ec2 = ec2;
        this.once = once;
        this.clock = clock;
        this.rates = new CallRates(clock);
    }

    @Override
    public DescribedInstances describe(Collection<String> instanceIds) {
        requireToken(Ec2Operation.DESCRIBE_INSTANCES);
        Instant asked = clock.instant();
        Map<String, Instance> instances = new LinkedHashMap<>();
        Map<String, String> interfaces = new HashMap<>();
        Map<String, String> types = new HashMap<>();
        for (List<String> ids : FilterValues.slices(instanceIds)) {
            String token = null;
            do {
                DescribeInstancesResponse page = describePage(ids, token);
                InstanceMapper.of(page).forEach(instance -> instances.put(instance.id(), instance));
                interfaces.putAll(DescriptionMapper.interfaces(page));
                types.putAll(DescriptionMapper.types(page));
                token = page.nextToken();
            } while (token != null && !token.isEmpty());
        }
        return new DescribedInstances(asked, instances, interfaces, types);
    }

    private DescribeInstancesResponse describePage(List<String> ids, @Nullable String token) {
        return describePage(List.of(FilterValues.filter("instance-id", ids)), token);
    }

    private DescribeInstancesResponse describePage(Collection<Filter> filters, @Nullable String token) {
        return call(
                Ec2Operation.DESCRIBE_INSTANCES,
                () -> ec2.describeInstances(request -> request.filters(filters).nextToken(token)));
    }

    @Override
    public Ec2Response send(Ec2Operation operation, Ec2Request request) {
        return call(operation, () -> operation.call(operation.isTriedOnce() ? once : ec2, request));
    }

    @Override
    public void tryRun(LaunchRequest launch) {
        try {
            send(
                    Ec2Operation.RUN_INSTANCES,
                    RunInstancesCall.request(launch).toBuilder().dryRun(true).build());
        } catch (Ec2CallException e) {
            if (!e.errorCode().equals(WOULD_SUCCEED)) {
                throw e;
            }
        }
    }

    @Override
    public Map<String, LaunchedInstance> launchedWith(Collection<String> clientTokens) {
        Map<String, LaunchedInstance> found = new HashMap<>();
        Optional<Ec2CallException> refused = Optional.empty();
        try {
            find("client-token", clientTokens, found);
        } catch (Ec2CallException e) { // what speaks EC2's protocol and lacks this filter has the tags
            refused = Optional.of(e);
        }
        find("tag:" + LaunchRequest.TAG, clientTokens, found);
        if (refused.isPresent() && !found.keySet().containsAll(clientTokens)) {
            throw refused.get();
        }
        return found;
    }

    private void find(String filter, Collection<String> clientTokens, Map<String, LaunchedInstance> found) {
        List<String> missing =
                clientTokens.stream().filter(token -> !found.containsKey(token)).toList();
        for (List<String> tokens : FilterValues.slices(missing)) {
            for (DescribeInstancesResponse page : pages(List.of(FilterValues.filter(filter, tokens)))) {
                page.reservations().stream()
                        .flatMap(reservation -> reservation.instances().stream())
                        .forEach(instance -> {
                            String token = DescriptionMapper.clientToken(instance);
                            if (tokens.contains(token)) {
                                found.put(token, RunInstancesCall.launched(instance, token));
                            }
                        });
            }
        }
    }

    @Override
    public List<Instance> describeLaunched() {
        List<Instance> found = new ArrayList<>();
        List<Filter> filters = List.of(
                FilterValues.filter("tag-key", List.of(LaunchRequest.TAG)),
                FilterValues.filter("instance-state-name", List.of("pending", "running", "stopping", "stopped")));
        pages(filters).forEach(page -> found.addAll(InstanceMapper.of(page)));
        return found;
    }

    private List<DescribeInstancesResponse> pages(Collection<Filter> filters) {
        requireToken(Ec2Operation.DESCRIBE_INSTANCES);
        List<DescribeInstancesResponse> pages = new ArrayList<>();
        String token = null;
        do {
            DescribeInstancesResponse page = describePage(filters, token);
            pages.add(page);
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return pages;
    }

    @Override
    public List<DescribedElasticIp> describeAddresses(Collection<String> allocationIds) {
        requireToken(Ec2Operation.DESCRIBE_ADDRESSES);
        List<DescribedElasticIp> found = new ArrayList<>();
        for (List<String> ids : FilterValues.slices(allocationIds)) {
            call(
                            Ec2Operation.DESCRIBE_ADDRESSES,
                            () -> ec2.describeAddresses(
                                    request -> request.filters(FilterValues.filter("allocation-id", ids))))
                    .addresses()
                    .forEach(address -> found.add(DescriptionMapper.elasticIp(address)));
        }
        return found;
    }

    @Override
    public List<DescribedVolume> describeVolumes(Collection<String> volumeIds) {
        requireToken(Ec2Operation.DESCRIBE_VOLUMES);
        List<DescribedVolume> found = new ArrayList<>();
        for (List<String> ids : FilterValues.slices(volumeIds)) {
            call(
                            Ec2Operation.DESCRIBE_VOLUMES,
                            () -> ec2.describeVolumes(
                                    request -> request.filters(FilterValues.filter("volume-id", ids))))
                    .volumes()
                    .forEach(volume -> found.add(DescriptionMapper.volume(volume)));
        }
        return found;
    }

    @Override
    public boolean admits(Ec2Operation operation, String resource) {
        return rates.take(operation);
    }

    /** Takes a token for a describe call, of however many pages; if there is none, the call counts as refused. */
    private void requireToken(Ec2Operation operation) {
        if (!rates.take(operation)) {
            throw new Ec2CallException("", operation.awsName() + " was called as often as its rate limit allows", null);
        }
    }

    @Override
    public Map<String, Long> calls() {
        Map<String, Long> counted = new TreeMap<>();
        calls.forEach((operation, count) -> counted.put(operation, count.sum()));
        return counted;
    }

    @Override
    public void called(Ec2Operation operation, String errorCode) {
        calls.computeIfAbsent(operation.awsName(), first -> new LongAdder()).increment();
        if (errorCode.isEmpty()) {
            rates.accepted(operation);
        } else if (Ec2Error.of(errorCode) == Ec2Error.THROTTLED) {
            rates.throttled(operation);
        }
    }

    private <T> T call(Ec2Operation operation, Supplier<T> call) {
        try {
            T answer = call.get();
            called(operation, "");
            return answer;
        } catch (SdkException e) {
            Ec2CallException refusal = Ec2CallException.of(operation, e);
            called(operation, refusal.errorCode().isEmpty() ? "no answer" : refusal.errorCode());
            throw refusal;
        }
    }
}
