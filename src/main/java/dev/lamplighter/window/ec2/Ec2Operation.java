package dev.lamplighter.window.ec2;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
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
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.Ec2Response;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/**
 * Lists the EC2 operations that windows call, each with its call, and half of the rate that EC2 allows an account in a
 * region (AWS: "Request throttling for the Amazon EC2 API").
 */
public enum Ec2Operation {
    DESCRIBE_INSTANCES(
            50, 10, DescribeInstancesRequest.class, DescribeInstancesResponse.class, Ec2Client::describeInstances),
    DESCRIBE_ADDRESSES(
            50, 10, DescribeAddressesRequest.class, DescribeAddressesResponse.class, Ec2Client::describeAddresses),
    DESCRIBE_VOLUMES(50, 10, DescribeVolumesRequest.class, DescribeVolumesResponse.class, Ec2Client::describeVolumes),
    START_INSTANCES(2, 1, StartInstancesRequest.class, StartInstancesResponse.class, Ec2Client::startInstances),
    RUN_INSTANCES(2, 1, RunInstancesRequest.class, RunInstancesResponse.class, Ec2Client::runInstances),
    STOP_INSTANCES(25, 2.5, StopInstancesRequest.class, StopInstancesResponse.class, Ec2Client::stopInstances),
    TERMINATE_INSTANCES(
            50, 2.5, TerminateInstancesRequest.class, TerminateInstancesResponse.class, Ec2Client::terminateInstances),
    CREATE_TAGS(50, 5, CreateTagsRequest.class, CreateTagsResponse.class, Ec2Client::createTags),
    ASSOCIATE_ADDRESS(
            25, 2.5, AssociateAddressRequest.class, AssociateAddressResponse.class, Ec2Client::associateAddress),
    DISASSOCIATE_ADDRESS(
            25,
            2.5,
            DisassociateAddressRequest.class,
            DisassociateAddressResponse.class,
            Ec2Client::disassociateAddress),
    ATTACH_VOLUME(25, 2.5, AttachVolumeRequest.class, AttachVolumeResponse.class, Ec2Client::attachVolume),
    MODIFY_INSTANCE_ATTRIBUTE(
            25,
            2.5,
            ModifyInstanceAttributeRequest.class,
            ModifyInstanceAttributeResponse.class,
            Ec2Client::modifyInstanceAttribute);

    private final int burst;
    private final double perSecond;
    private final String awsName;
    private final Class<? extends Ec2Response> answer;

    @SuppressWarnings("ImmutableEnumChecker") // a method of the client, which has no state
    private final BiFunction<Ec2Client, Ec2Request, Ec2Response> call;

    <R extends Ec2Request> Ec2Operation(
            int burst,
            double perSecond,
            Class<R> request,
            Class<? extends Ec2Response> answer,
            BiFunction<Ec2Client, R, ? extends Ec2Response> call) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.awsName = request.getSimpleName().replaceFirst("Request$", "");
        this.answer = answer;
        this.call = (client, sent) -> call.apply(client, request.cast(sent));
    }

    public String awsName() {
        return awsName;
    }

    /** Calls at once after a pause. */
    public int burst() {
        return burst;
    }

    /** Calls a second that can be kept up. */
    public double perSecond() {
        return perSecond;
    }

    /** Whether this is what EC2 answers to it. */
    public boolean isAnswer(@Nullable Object object) {
        return answer.isInstance(object);
    }

    /** Makes the call with a request of this operation. */
    Ec2Response call(Ec2Client client, Ec2Request request) {
        return call.apply(client, request);
    }

    /**
     * Whether a call is tried only once: EC2 says with a 500 that there is no capacity, and repeating that at once would eat the
     * few calls that are allowed.
     */
    boolean isTriedOnce() {
        return this == START_INSTANCES || this == RUN_INSTANCES;
    }
}
