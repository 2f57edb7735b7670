package dev.lamplighter.sandbox.ec2;

import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.AttachVolumeResponse;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.CreateVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.RebootInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RebootInstancesResponse;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressResponse;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/**
 * Stands in for EC2 in memory. Rules and error codes are EC2's own; time is the given clock's, and everything that takes time happens
 * between two calls. Serve it with {@link dev.lamplighter.sandbox.aws.AwsServer}, or call it directly: errors are then
 * {@link SimulatedAwsError}s. Operations that aren't here answer {@code UnsupportedOperation}. Safe for use by several threads.
 */
public final class Ec2StandIn implements Ec2Client {
    private static final int PRECONDITION_FAILED = 412;

    private final Ec2Store store;
    private final RunInstancesOperation launches;
    private final InstanceTransitions transitions;
    private final InstanceAttributeOperations attributes;
    private final InstanceDescriptions descriptions;
    private final InstanceStatuses statuses;
    private final AddressOperations addresses;
    private final AddressAssociations associations;
    private final NetworkInterfaces interfaces;
    private final Volumes volumes;
    private final Tags tags;

    public Ec2StandIn(InstantSource time) {
        this(time, Ec2Timing.BRISK);
    }

    public Ec2StandIn(InstantSource time, Ec2Timing timing) {
        store = new Ec2Store(time, timing);
        launches = new RunInstancesOperation(store);
        transitions = new InstanceTransitions(store);
        attributes = new InstanceAttributeOperations(store);
        descriptions = new InstanceDescriptions(store);
        statuses = new InstanceStatuses(store);
        addresses = new AddressOperations(store);
        associations = new AddressAssociations(store);
        interfaces = new NetworkInterfaces(store);
        volumes = new Volumes(store);
        tags = new Tags(store);
    }

    /** What no API call can do. */
    public Ec2Controls controls() {
        return new Ec2Controls(store);
    }

    Ec2Store store() {
        return store;
    }

    @Override
    public RunInstancesResponse runInstances(RunInstancesRequest request) {
        if (Boolean.TRUE.equals(request.dryRun())) {
            launches.check(request);
        }
        return carryOut(request.dryRun(), () -> launches.run(request));
    }

    @Override
    public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
        return carryOut(request.dryRun(), () -> descriptions.describe(request));
    }

    @Override
    public DescribeInstanceStatusResponse describeInstanceStatus(DescribeInstanceStatusRequest request) {
        return carryOut(request.dryRun(), () -> statuses.describe(request));
    }

    @Override
    public StartInstancesResponse startInstances(StartInstancesRequest request) {
        return carryOut(
                request.dryRun(),
                () -> StartInstancesResponse.builder()
                        .startingInstances(transitions.start(request.instanceIds()))
                        .build());
    }

    @Override
    public StopInstancesResponse stopInstances(StopInstancesRequest request) {
        return carryOut(
                request.dryRun(),
                () -> StopInstancesResponse.builder()
                        .stoppingInstances(transitions.stop(request.instanceIds()))
                        .build());
    }

    @Override
    public TerminateInstancesResponse terminateInstances(TerminateInstancesRequest request) {
        return carryOut(
                request.dryRun(),
                () -> TerminateInstancesResponse.builder()
                        .terminatingInstances(transitions.terminate(request.instanceIds()))
                        .build());
    }

    @Override
    public RebootInstancesResponse rebootInstances(RebootInstancesRequest request) {
        return carryOut(request.dryRun(), () -> {
            transitions.reboot(request.instanceIds());
            return RebootInstancesResponse.builder().build();
        });
    }

    @Override
    public ModifyInstanceAttributeResponse modifyInstanceAttribute(ModifyInstanceAttributeRequest request) {
        return carryOut(request.dryRun(), () -> {
            attributes.modify(request);
            return ModifyInstanceAttributeResponse.builder().build();
        });
    }

    @Override
    public DescribeInstanceAttributeResponse describeInstanceAttribute(DescribeInstanceAttributeRequest request) {
        return carryOut(request.dryRun(), () -> attributes.describe(request));
    }

    @Override
    public DescribeAddressesResponse describeAddresses(DescribeAddressesRequest request) {
        return carryOut(request.dryRun(), () -> addresses.describe(request));
    }

    @Override
    public AllocateAddressResponse allocateAddress(AllocateAddressRequest request) {
        return carryOut(request.dryRun(), () -> addresses.allocate(request));
    }

    @Override
    public ReleaseAddressResponse releaseAddress(ReleaseAddressRequest request) {
        return carryOut(request.dryRun(), () -> {
            addresses.release(request);
            return ReleaseAddressResponse.builder().build();
        });
    }

    @Override
    public AssociateAddressResponse associateAddress(AssociateAddressRequest request) {
        return carryOut(request.dryRun(), () -> associations.associate(request));
    }

    @Override
    public DisassociateAddressResponse disassociateAddress(DisassociateAddressRequest request) {
        return carryOut(request.dryRun(), () -> {
            associations.disassociate(request);
            return DisassociateAddressResponse.builder().build();
        });
    }

    @Override
    public DescribeNetworkInterfacesResponse describeNetworkInterfaces(DescribeNetworkInterfacesRequest request) {
        return carryOut(request.dryRun(), () -> interfaces.describe(request));
    }

    @Override
    public CreateNetworkInterfaceResponse createNetworkInterface(CreateNetworkInterfaceRequest request) {
        return carryOut(request.dryRun(), () -> interfaces.create(request));
    }

    @Override
    public DescribeVolumesResponse describeVolumes(DescribeVolumesRequest request) {
        return carryOut(request.dryRun(), () -> volumes.describe(request));
    }

    @Override
    public CreateVolumeResponse createVolume(CreateVolumeRequest request) {
        return carryOut(request.dryRun(), () -> volumes.create(request));
    }

    @Override
    public AttachVolumeResponse attachVolume(AttachVolumeRequest request) {
        return carryOut(request.dryRun(), () -> volumes.attach(request));
    }

    @Override
    public CreateTagsResponse createTags(CreateTagsRequest request) {
        return carryOut(request.dryRun(), () -> {
            tags.create(request);
            return CreateTagsResponse.builder().build();
        });
    }

    @Override
    public DeleteTagsResponse deleteTags(DeleteTagsRequest request) {
        return carryOut(request.dryRun(), () -> {
            tags.delete(request);
            return DeleteTagsResponse.builder().build();
        });
    }

    @Override
    public DescribeTagsResponse describeTags(DescribeTagsRequest request) {
        return carryOut(request.dryRun(), () -> tags.describe(request));
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    /** One call at a time, on a store that time has caught up with. */
    private <T> T carryOut(@Nullable Boolean dryRun, Supplier<T> deed) {
        if (Boolean.TRUE.equals(dryRun)) {
            throw new SimulatedAwsError(
                    PRECONDITION_FAILED, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        }
        synchronized (store) {
            store.settle();
            return deed.get();
        }
    }
}
