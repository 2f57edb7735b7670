package dev.lamplighter.window.action;

import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.Ec2Operation;
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
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.AttachVolumeResponse;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.Ec2Response;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/** Maps a decision to its EC2 call: the operation, the request for a route, or the call itself where there is no route. */
public final class Ec2CallMapper {
    private Ec2CallMapper() {}

    public static Ec2Operation operation(Action action) {
        return switch (action) {
            case START -> Ec2Operation.START_INSTANCES;
            case RUN -> Ec2Operation.RUN_INSTANCES;
            case MODIFY -> Ec2Operation.MODIFY_INSTANCE_ATTRIBUTE;
            case STOP, HIBERNATE -> Ec2Operation.STOP_INSTANCES;
            case TERMINATE -> Ec2Operation.TERMINATE_INSTANCES;
            case DRAIN -> Ec2Operation.CREATE_TAGS;
            case ASSOCIATE -> Ec2Operation.ASSOCIATE_ADDRESS;
            case ATTACH -> Ec2Operation.ATTACH_VOLUME;
            case WAIT, ALERT, NONE -> throw nothingToCall(action);
        };
    }

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
            case ASSOCIATE, ATTACH, WAIT, ALERT, NONE -> throw nothingToCall(decision.action());
        };
    }

    /** The class of EC2's response to {@link #request}. */
    public static Class<? extends Ec2Response> answer(Action action) {
        return switch (action) {
            case START -> StartInstancesResponse.class;
            case RUN -> RunInstancesResponse.class;
            case STOP, HIBERNATE -> StopInstancesResponse.class;
            case TERMINATE -> TerminateInstancesResponse.class;
            case DRAIN -> CreateTagsResponse.class;
            case MODIFY -> ModifyInstanceAttributeResponse.class;
            case ASSOCIATE -> AssociateAddressResponse.class;
            case ATTACH -> AttachVolumeResponse.class;
            case WAIT, ALERT, NONE -> throw nothingToCall(action);
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
        if (decision.action() == Action.RUN) {
            return Optional.of(ec2.run(launch(decision)));
        }
        change(decision, ec2);
        return Optional.empty();
    }

    private static void change(Decision decision, Ec2Actions ec2) {
        String resource = decision.resource();
        switch (decision.action()) {
            case START -> ec2.start(resource);
            case STOP -> ec2.stop(resource);
            case HIBERNATE -> ec2.hibernate(resource);
            case TERMINATE -> ec2.terminate(resource);
            case DRAIN -> ec2.drain(resource);
            case MODIFY -> ec2.modifyType(resource, newType(decision));
            case ASSOCIATE -> {
                if (decision instanceof AddressDecision address) {
                    ec2.associate(address.windowAddress().association());
                }
            }
            case ATTACH -> {
                if (decision instanceof VolumeDecision volume) {
                    ec2.attachVolume(
                            resource,
                            volume.windowVolume().instance(),
                            volume.windowVolume().device());
                }
            }
            case RUN, WAIT, ALERT, NONE -> throw nothingToCall(decision.action());
        }
    }

    private static String newType(Decision decision) {
        if (decision instanceof InstanceDecision instance
                && instance.typeChange().isPresent()) {
            return instance.typeChange().get().to();
        }
        throw new IllegalArgumentException("no type to change to in " + decision);
    }

    private static IllegalArgumentException nothingToCall(Action action) {
        return new IllegalArgumentException("nothing to call for " + action);
    }
}
