package dev.lamplighter.window;

import dev.lamplighter.base.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.AttachVolumeResponse;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/**
 * A small EC2 on a simulated clock: starts and stops take time, addresses know their interfaces, faults are scripted, and
 * every mutating call is written down.
 */
final class SimulatedEc2 implements Ec2Client {
    static final Duration START_TAKES = Duration.ofSeconds(25);
    static final Duration STOP_TAKES = Duration.ofSeconds(40);

    final List<String> mutations = new CopyOnWriteArrayList<>();
    final List<String> reads = Collections.synchronizedList(new ArrayList<>());
    /** What goes on while EC2 is asked what there is. */
    Runnable meanwhile = () -> {};

    final SimulatedLaunches launches = new SimulatedLaunches();
    private final SimulatedClock clock;
    private final Map<String, Machine> machines = new TreeMap<>();
    private final Map<String, Held> addresses = new TreeMap<>();
    private final Map<String, Attached> volumes = new TreeMap<>();
    private final Map<String, String> interfaces = new TreeMap<>();
    private final Map<String, Consumer<String>> faults = new HashMap<>();

    /** Lists no instance at all. */
    boolean blind;

    SimulatedEc2(SimulatedClock clock) {
        this.clock = clock;
    }

    /** A stopped instance with one interface. */
    SimulatedEc2 instance(String id, String eni) {
        machines.put(id, new Machine(clock.trueTime().minus(Duration.ofDays(1))));
        interfaces.put(eni, id);
        return this;
    }

    SimulatedEc2 address(String eip) {
        addresses.put(eip, new Held(null, null));
        return this;
    }

    /** What somebody else does, or what befalls it. */
    Machine machine(String id) {
        return Optional.ofNullable(machines.get(id)).orElseThrow();
    }

    /** The type of an instance. */
    String type(String id) {
        return machine(id).type;
    }

    void detach(String eni) {
        interfaces.remove(eni);
    }

    void hold(String eip, @Nullable String eni, @Nullable String privateIp) {
        addresses.put(eip, new Held(eni, privateIp));
    }

    Optional<String> holder(String eip) {
        return Optional.ofNullable(
                addresses.getOrDefault(eip, new Held(null, null)).eni());
    }

    /** The addresses that an interface has. */
    List<String> heldAddresses() {
        return addresses.keySet().stream()
                .filter(eip -> holder(eip).isPresent())
                .toList();
    }

    boolean isThere(String id) {
        return machines.containsKey(id);
    }

    void forget(String id) {
        machines.remove(id);
        addresses.remove(id);
    }

    /** Runs before the operation takes effect, with the id of its resource; may throw. */
    void before(String operation, Consumer<String> fault) {
        faults.put(operation, fault);
    }

    /** Runs after the operation took effect, before its answer arrives; may throw. */
    void after(String operation, Consumer<String> fault) {
        faults.put("after " + operation, fault);
    }

    void mendAfter(String operation) {
        faults.remove("after " + operation);
    }

    void mend(String operation) {
        faults.remove(operation);
    }

    static Ec2Exception refusal(int status, String code) {
        return (Ec2Exception) Ec2Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("simulated")
                        .build())
                .build();
    }

    static RuntimeException noAnswer() {
        return SdkClientException.create("simulated: connection refused");
    }

    String state(String id) {
        return machine(id).state(clock.trueTime()).toString();
    }

    private void fault(String operation, String resource) {
        Consumer<String> fault = faults.get(operation);
        if (fault != null) {
            fault.accept(resource);
        }
    }

    @Override
    public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
        reads.add("DescribeInstances");
        meanwhile.run();
        fault("DescribeInstances", "");
        List<String> ids = machines.keySet().stream()
                .filter(id -> !blind && launches.isListed(id, clock.trueTime()))
                .filter(id -> launches.matches(id, state(id), request.filters()))
                .sorted()
                .toList();
        // Pages of one, the first one empty, so that nobody gets away with reading only the first page.
        int page = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        DescribeInstancesResponse.Builder response = DescribeInstancesResponse.builder();
        if (page > 0 && page <= ids.size()) {
            Instance instance = describe(ids.get(page - 1));
            response.reservations(Reservation.builder().instances(instance).build());
        }
        return response.nextToken(page < ids.size() ? String.valueOf(page + 1) : null)
                .build();
    }

    private Instance describe(String id) {
        Machine machine = machine(id);
        List<InstanceNetworkInterface> attached = interfaces.entrySet().stream()
                .filter(entry -> entry.getValue().equals(id))
                .map(entry -> InstanceNetworkInterface.builder()
                        .networkInterfaceId(entry.getKey())
                        .build())
                .toList();
        return Instance.builder()
                .instanceId(id)
                .state(state -> state.name(machine.state(clock.trueTime())))
                .launchTime(machine.launchTime)
                .instanceType(machine.type)
                .stateReason(reason -> reason.code(machine.reason))
                .networkInterfaces(attached)
                .clientToken(launches.token(id))
                .privateIpAddress(launches.of(id) == null ? null : "10.0.0." + (10 + launches.ids.indexOf(id)))
                .tags(
                        machine.name.isEmpty() && launches.of(id) != null
                                ? launches.tags(id)
                                : machine.name.isEmpty()
                                        ? List.of()
                                        : List.of(Tag.builder()
                                                .key("Name")
                                                .value(machine.name)
                                                .build()))
                .build();
    }

    @Override
    public RunInstancesResponse runInstances(RunInstancesRequest request) {
        String name = request.tagSpecifications().get(0).tags().stream()
                .filter(tag -> tag.key().equals("Name"))
                .map(Tag::value)
                .findFirst()
                .orElse("nameless");
        if (Boolean.TRUE.equals(request.dryRun())) {
            fault("DryRun", name);
            throw refusal(412, "DryRunOperation");
        }
        mutations.add("RUN " + name);
        fault("RunInstances", name);
        String id = launches.known(request, clock.trueTime());
        if (id == null) {
            id = launches.launch(request, clock.trueTime());
            String eni = "eni-" + id.substring(2);
            instance(id, eni);
            machine(id).type = request.instanceTypeAsString();
            machine(id).start(clock.trueTime());
        }
        fault("after RunInstances", name);
        return RunInstancesResponse.builder().instances(describe(id)).build();
    }

    @Override
    public StartInstancesResponse startInstances(StartInstancesRequest request) {
        String id = only(request.instanceIds());
        mutations.add("START " + id);
        fault("StartInstances", id);
        Machine machine = machine(id);
        if (machine.state(clock.trueTime()) != InstanceStateName.STOPPED) {
            throw refusal(400, "IncorrectInstanceState");
        }
        machine.start(clock.trueTime());
        fault("after StartInstances", id);
        return StartInstancesResponse.builder().build();
    }

    @Override
    public StopInstancesResponse stopInstances(StopInstancesRequest request) {
        String id = only(request.instanceIds());
        String call = Boolean.TRUE.equals(request.hibernate()) ? "HIBERNATE" : "STOP";
        mutations.add(call + " " + id);
        fault(call.equals("STOP") ? "StopInstances" : call, id);
        machine(id).stop(clock.trueTime(), "Client.UserInitiatedShutdown");
        fault("after StopInstances", id);
        return StopInstancesResponse.builder().build();
    }

    @Override
    public ModifyInstanceAttributeResponse modifyInstanceAttribute(ModifyInstanceAttributeRequest request) {
        String id = request.instanceId();
        String type = request.instanceType().value();
        mutations.add("MODIFY " + id + " " + type);
        fault("ModifyInstanceAttribute", id);
        if (machine(id).state(clock.trueTime()) != InstanceStateName.STOPPED) {
            throw refusal(400, "IncorrectInstanceState");
        }
        machine(id).type = type;
        fault("after ModifyInstanceAttribute", id);
        return ModifyInstanceAttributeResponse.builder().build();
    }

    @Override
    public TerminateInstancesResponse terminateInstances(TerminateInstancesRequest request) {
        String id = only(request.instanceIds());
        mutations.add("TERMINATE " + id);
        fault("TerminateInstances", id);
        if (!machines.containsKey(id) || !launches.isListed(id, clock.trueTime())) {
            throw refusal(400, "InvalidInstanceID.NotFound");
        }
        terminated(id);
        fault("after TerminateInstances", id);
        return TerminateInstancesResponse.builder().build();
    }

    @Override
    public CreateTagsResponse createTags(CreateTagsRequest request) {
        String id = only(request.resources());
        mutations.add("DRAIN " + id);
        fault("CreateTags", id);
        launches.tag(id, request.tags());
        fault("after CreateTags", id);
        return CreateTagsResponse.builder().build();
    }

    /** What was launched loses its interface, and with that its addresses. */
    void terminated(String id) {
        machine(id).terminate();
        launches.ended(id, clock.trueTime());
        if (launches.of(id) != null) {
            String eni = "eni-" + id.substring(2);
            interfaces.remove(eni);
            addresses.replaceAll((eip, held) -> eni.equals(held.eni()) ? new Held(null, null) : held);
            volumes.replaceAll((volume, held) -> id.equals(held.instance()) ? new Attached(null, null) : held);
        }
    }

    @Override
    public DescribeAddressesResponse describeAddresses(DescribeAddressesRequest request) {
        reads.add("DescribeAddresses");
        fault("DescribeAddresses", "");
        List<Address> found = new ArrayList<>();
        for (String eip : filter(request.filters(), "allocation-id")) {
            Held held = addresses.get(eip);
            if (held != null) {
                found.add(Address.builder()
                        .allocationId(eip)
                        .publicIp("203.0.113.7")
                        .networkInterfaceId(held.eni())
                        .privateIpAddress(held.privateIp())
                        .instanceId(held.eni() == null ? null : interfaces.get(held.eni()))
                        .build());
            }
        }
        return DescribeAddressesResponse.builder().addresses(found).build();
    }

    @Override
    public AssociateAddressResponse associateAddress(AssociateAddressRequest request) {
        mutations.add("ASSOCIATE " + request.allocationId() + " " + request.networkInterfaceId());
        fault("AssociateAddress", request.allocationId());
        if (request.allowReassociation() == null || request.allowReassociation()) {
            throw new AssertionError("an address may never be taken away");
        }
        String owner = interfaces.getOrDefault(request.networkInterfaceId(), "nobody");
        if (!machines.containsKey(owner) || machine(owner).state(clock.trueTime()) != InstanceStateName.RUNNING) {
            throw refusal(400, "IncorrectInstanceState");
        }
        hold(request.allocationId(), request.networkInterfaceId(), request.privateIpAddress());
        fault("after AssociateAddress", request.allocationId());
        return AssociateAddressResponse.builder().build();
    }

    /** A volume that nobody has. */
    SimulatedEc2 volume(String id) {
        volumes.put(id, new Attached(null, null));
        return this;
    }

    void attach(String volume, @Nullable String instance, @Nullable String device) {
        volumes.put(volume, new Attached(instance, device));
    }

    Optional<String> attachedTo(String volume) {
        return Optional.ofNullable(
                volumes.getOrDefault(volume, new Attached(null, null)).instance());
    }

    /** The volumes that an instance has. */
    List<String> attachedVolumes() {
        return volumes.keySet().stream()
                .filter(volume -> attachedTo(volume).isPresent())
                .toList();
    }

    @Override
    public DescribeVolumesResponse describeVolumes(DescribeVolumesRequest request) {
        reads.add("DescribeVolumes");
        fault("DescribeVolumes", "");
        List<Volume> found = new ArrayList<>();
        for (String id : filter(request.filters(), "volume-id")) {
            Attached attached = volumes.get(id);
            if (attached != null) {
                Volume.Builder volume =
                        Volume.builder().volumeId(id).state(attached.instance() == null ? "available" : "in-use");
                if (attached.instance() != null) {
                    volume.attachments(VolumeAttachment.builder()
                            .instanceId(attached.instance())
                            .device(attached.device())
                            .build());
                }
                found.add(volume.build());
            }
        }
        return DescribeVolumesResponse.builder().volumes(found).build();
    }

    @Override
    public AttachVolumeResponse attachVolume(AttachVolumeRequest request) {
        mutations.add("ATTACH " + request.volumeId() + " " + request.instanceId() + " " + request.device());
        fault("AttachVolume", request.volumeId());
        if (attachedTo(request.volumeId()).isPresent()) {
            throw refusal(400, "VolumeInUse");
        }
        attach(request.volumeId(), request.instanceId(), request.device());
        fault("after AttachVolume", request.volumeId());
        return AttachVolumeResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return "ec2";
    }

    @Override
    public void close() {}

    private static String only(List<String> ids) {
        if (ids.size() != 1) {
            throw new AssertionError("one id per mutating call, got " + ids);
        }
        return ids.get(0);
    }

    private static List<String> filter(List<Filter> filters, String name) {
        return filters.stream()
                .filter(filter -> filter.name().equals(name))
                .flatMap(filter -> filter.values().stream())
                .toList();
    }

    private record Attached(
            @Nullable String instance, @Nullable String device) {}

    private record Held(@Nullable String eni, @Nullable String privateIp) {}

    /** One instance: where it comes from, where it goes and when it gets there. */
    static final class Machine {
        Instant launchTime;
        String type = "c7i.large";
        String name = "";
        String reason = "Client.UserInitiatedShutdown";
        private InstanceStateName from = InstanceStateName.STOPPED;
        private InstanceStateName to = InstanceStateName.STOPPED;
        private Instant arrives = Instant.EPOCH;

        Machine(Instant launchTime) {
            this.launchTime = launchTime;
        }

        InstanceStateName state(Instant now) {
            return now.isBefore(arrives) ? from : to;
        }

        void start(Instant now) {
            launchTime = now;
            reason = "";
            go(InstanceStateName.PENDING, InstanceStateName.RUNNING, now.plus(START_TAKES));
        }

        /** A start that ends in stopped after all. */
        void fallBack(Instant now, String code) {
            launchTime = now;
            reason = code;
            go(InstanceStateName.PENDING, InstanceStateName.STOPPED, now.plus(START_TAKES));
        }

        void stop(Instant now, String code) {
            reason = code;
            go(InstanceStateName.STOPPING, InstanceStateName.STOPPED, now.plus(STOP_TAKES));
        }

        void terminate() {
            go(InstanceStateName.TERMINATED, InstanceStateName.TERMINATED, Instant.EPOCH);
        }

        /** It is terminated, and EC2 shows it running until then. */
        void terminateUnseen(Instant until) {
            go(InstanceStateName.RUNNING, InstanceStateName.TERMINATED, until);
        }

        private void go(InstanceStateName through, InstanceStateName target, Instant at) {
            from = through;
            to = target;
            arrives = at;
        }
    }
}
