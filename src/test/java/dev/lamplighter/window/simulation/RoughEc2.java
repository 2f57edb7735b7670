package dev.lamplighter.window.simulation;

import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import dev.lamplighter.window.completeness.Ledger;
import dev.lamplighter.window.simulation.Spell.Trouble;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;

/**
 * EC2 as the service meets it: limits of its own, the weather, lost answers, kills in the middle of a call, and states that
 * are seen late.
 */
final class RoughEc2 implements InvocationHandler {
    /** Most seconds that a change is not yet described. */
    private static final int LATEST_SIGHT = 40;

    private final SimulatedAccount account;
    private final SimulatedClock time;
    private final Weather weather;
    private final Random random;
    private final Promises promises;
    private final Ledger ledger;
    private final boolean rough;
    private final Map<String, Instance> unseen = new HashMap<>();
    private final Map<String, Instant> seenFrom = new HashMap<>();
    private final TokenBucket starts;
    private final TokenBucket mutations;

    RoughEc2(
            SimulatedAccount account,
            SimulatedClock time,
            Weather weather,
            Random random,
            Promises promises,
            Ledger ledger) {
        this.ledger = ledger;
        this.account = account;
        this.time = time;
        this.weather = weather;
        this.random = random;
        this.promises = promises;
        this.rough = !weather.spells().isEmpty();
        this.starts = new TokenBucket(time, 5, 2);
        this.mutations = new TokenBucket(time, 50, 5);
    }

    Ec2Client client() {
        return (Ec2Client)
                Proxy.newProxyInstance(Ec2Client.class.getClassLoader(), new Class<?>[] {Ec2Client.class}, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments == null || arguments.length != 1 || !(arguments[0] instanceof SdkRequest request)) {
            return method.isDefault()
                    ? InvocationHandler.invokeDefault(proxy, method, arguments)
                    : method.invoke(account.ec2, arguments);
        }
        String resource = resource(request);
        Instant now = time.instant();
        try {
            before(method.getName(), resource);
        } catch (RuntimeException | Error e) {
            ledger.called(now, operation(method), resource, false);
            throw e;
        }
        ledger.called(now, operation(method), resource, true);
        Object response = call(method, request);
        after(method.getName(), resource);
        return response instanceof DescribeInstancesResponse described ? asSeen(described) : response;
    }

    /** EC2's name for it. */
    private static String operation(Method method) {
        return Character.toUpperCase(method.getName().charAt(0))
                + method.getName().substring(1);
    }

    private static String resource(SdkRequest request) {
        if (request instanceof StartInstancesRequest start) {
            return String.join(",", start.instanceIds());
        }
        if (request instanceof StopInstancesRequest stop) {
            return String.join(",", stop.instanceIds());
        }
        return request instanceof AssociateAddressRequest associate ? associate.allocationId() : "";
    }

    private void before(String operation, String resource) {
        Instant now = time.instant();
        if (!operation.startsWith("describe")) {
            promises.called(operation, resource, now);
            TokenBucket bucket = operation.equals("startInstances") ? starts : mutations;
            if (!bucket.take()) {
                throw refusal(503, "RequestLimitExceeded");
            }
        }
        if (weather.isOn(Trouble.UNREACHABLE, "", now)) {
            throw SdkClientException.create("simulated: no route to host");
        }
        if (weather.isOn(Trouble.THROTTLED, "", now)) {
            throw refusal(503, "RequestLimitExceeded");
        }
        if (operation.equals("startInstances") && weather.isOn(Trouble.NO_CAPACITY, resource, now)) {
            throw refusal(500, "InsufficientInstanceCapacity");
        }
        if (operation.equals("stopInstances") && weather.isOn(Trouble.NO_STOP, resource, now)) {
            throw refusal(500, "InternalError");
        }
        if (oneIn(200)) {
            throw refusal(500, "InternalError");
        }
        if (!operation.startsWith("describe") && oneIn(100)) {
            throw new KilledError();
        }
        if (resource.startsWith("i-")) {
            unseen.put(resource, account.describe(resource));
            seenFrom.put(resource, oneIn(5) ? now.plusSeconds(random.nextInt(LATEST_SIGHT)) : now);
        }
    }

    private Object call(Method method, SdkRequest request) throws Throwable {
        try {
            return method.invoke(account.ec2, request);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof SimulatedAwsError fault
                    ? refusal(fault.status(), fault.code())
                    : e.getCause();
        }
    }

    private void after(String operation, String resource) {
        if (operation.equals("startInstances")) {
            promises.started(resource);
        }
        if (!operation.startsWith("describe")) {
            if (oneIn(100)) {
                throw SdkClientException.create("simulated: connection reset");
            }
            if (oneIn(100)) {
                throw new KilledError();
            }
        }
    }

    /** A change is described some seconds late, and now and then an instance is missing from an answer. */
    private DescribeInstancesResponse asSeen(DescribeInstancesResponse described) {
        List<Reservation> reservations = new ArrayList<>();
        for (Reservation reservation : described.reservations()) {
            List<Instance> instances = reservation.instances().stream()
                    .filter(instance -> !oneIn(500))
                    .map(this::asSeen)
                    .toList();
            reservations.add(reservation.toBuilder().instances(instances).build());
        }
        return described.toBuilder().reservations(reservations).build();
    }

    private Instance asSeen(Instance instance) {
        Instance before = unseen.get(instance.instanceId());
        Instant from = seenFrom.get(instance.instanceId());
        return before != null && from != null && time.instant().isBefore(from) ? before : instance;
    }

    private boolean oneIn(int many) {
        return rough && random.nextInt(many) == 0;
    }

    private static Ec2Exception refusal(int status, String code) {
        return (Ec2Exception) Ec2Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("simulated")
                        .build())
                .build();
    }

    /** The process dies here; an Error, so that nothing on the way survives it. */
    static final class KilledError extends Error {
        private static final long serialVersionUID = 1L;
    }
}
