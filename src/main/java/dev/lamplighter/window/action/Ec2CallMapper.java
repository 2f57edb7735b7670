package dev.lamplighter.window.action;

import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.LaunchRequest;
import dev.lamplighter.window.ec2.LaunchedInstance;
import dev.lamplighter.window.ec2.RunInstancesCall;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.AddressDecision;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.InstanceDecision;
import dev.lamplighter.window.plan.LaunchDecision;
import dev.lamplighter.window.plan.VolumeDecision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;

/** Maps a decision to the request of its EC2 call. */
public final class Ec2CallMapper {
    private Ec2CallMapper() {}

    /** The request that is sent to the endpoint. */
    public static Ec2Request request(Decision decision) {
        String resource = decision.resource();
        if (decision instanceof AddressDecision address) {
            return AssociateAddressRequest.builder()
                    .allocationId(resource)
                    .networkInterfaceId(address.windowAddress().eni())
                    .privateIpAddress(address.windowAddress().privateIp())
                    .allowReassociation(false)
                    .build();
        }
        if (decision instanceof VolumeDecision volume) {
            return AttachVolumeRequest.builder()
                    .volumeId(resource)
                    .instanceId(volume.windowVolume().instance())
                    .device(volume.windowVolume().device())
                    .build();
        }
        return switch (decision.action()) {
            case RUN -> RunInstancesCall.request(launch(decision));
            case START -> StartInstancesRequest.builder().instanceIds(resource).build();
            case STOP -> StopInstancesRequest.builder().instanceIds(resource).build();
            case HIBERNATE ->
                StopInstancesRequest.builder()
                        .instanceIds(resource)
                        .hibernate(true)
                        .build();
            case TERMINATE ->
                TerminateInstancesRequest.builder().instanceIds(resource).build();
            case DRAIN ->
                CreateTagsRequest.builder()
                        .resources(resource)
                        .tags(Tag.builder()
                                .key(Ec2Actions.DRAIN_TAG)
                                .value(Ec2Actions.DRAINING)
                                .build())
                        .build();
            case MODIFY ->
                ModifyInstanceAttributeRequest.builder()
                        .instanceId(resource)
                        .instanceType(value -> value.value(newType(decision)))
                        .build();
            case ASSOCIATE, ATTACH, WAIT, ALERT, NONE ->
                throw new IllegalArgumentException("nothing to send for " + decision);
        };
    }

    /** The instance that EC2's answer names; empty if the action launches none. */
    public static Optional<LaunchedInstance> launched(Decision decision, @Nullable Object answer) {
        return answer instanceof RunInstancesResponse run && decision.action() == Action.RUN
                ? Optional.of(RunInstancesCall.launched(run, launch(decision).clientToken()))
                : Optional.empty();
    }

    private static LaunchRequest launch(Decision decision) {
        if (decision instanceof LaunchDecision launch && launch.launchRequest().isPresent()) {
            return launch.launchRequest().get();
        }
        throw new IllegalArgumentException("nothing to launch in " + decision);
    }

    /**
     * Makes the call by the port.
     *
     * @return the instance that was launched; empty if the action launches none
     */
    public static Optional<LaunchedInstance> call(Decision decision, Ec2Actions ec2) {
        return launched(decision, ec2.send(decision.action().operation(), request(decision)));
    }

    private static String newType(Decision decision) {
        if (decision instanceof InstanceDecision instance
                && instance.typeChange().isPresent()) {
            return instance.typeChange().get().to();
        }
        throw new IllegalArgumentException("no type to change to in " + decision);
    }
}
