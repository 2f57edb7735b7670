package dev.lamplighter.window.ec2;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/** Converts a launch to the SDK's request, and EC2's answer to the instance that was launched. */
public final class RunInstancesCall {
    private RunInstancesCall() {}

    /** The request; the same launch gives the same request. */
    public static RunInstancesRequest request(LaunchRequest launch) {
        RunInstancesRequest.Builder request = RunInstancesRequest.builder()
                .imageId(launch.imageId())
                .instanceType(launch.type())
                .minCount(1)
                .maxCount(1)
                .subnetId(launch.subnetId())
                .keyName(launch.keyName())
                .clientToken(launch.clientToken())
                .metadataOptions(options -> options.httpTokens(
                        launch.isMetadataV2Required() ? HttpTokensState.REQUIRED : HttpTokensState.OPTIONAL))
                .tagSpecifications(
                        tags(ResourceType.INSTANCE, launch),
                        tags(ResourceType.VOLUME, launch),
                        tags(ResourceType.NETWORK_INTERFACE, launch));
        if (!launch.securityGroupIds().isEmpty()) {
            request.securityGroupIds(launch.securityGroupIds());
        }
        if (!launch.madeVolumes().isEmpty()) {
            request.blockDeviceMappings(new TreeMap<>(launch.madeVolumes())
                    .entrySet().stream()
                            .map(made -> volume(made.getKey(), made.getValue()))
                            .toList());
        }
        if (!launch.userData().isEmpty()) {
            request.userData(launch.userData());
        }
        if (launch.isMonitored()) {
            request.monitoring(monitoring -> monitoring.enabled(true));
        }
        String profile = launch.instanceProfile();
        if (profile != null) {
            request.iamInstanceProfile(of -> {
                if (profile.startsWith("arn:")) {
                    of.arn(profile);
                } else {
                    of.name(profile);
                }
            });
        }
        return request.build();
    }

    /** One that goes with its instance. */
    private static BlockDeviceMapping volume(String device, int sizeGib) {
        return BlockDeviceMapping.builder()
                .deviceName(device)
                .ebs(of -> of.volumeSize(sizeGib).volumeType(VolumeType.GP3).deleteOnTermination(true))
                .build();
    }

    private static TagSpecification tags(ResourceType type, LaunchRequest launch) {
        Map<String, String> all = new TreeMap<>(launch.tags());
        all.put(LaunchRequest.TAG, launch.clientToken());
        List<Tag> tags = all.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return TagSpecification.builder().resourceType(type).tags(tags).build();
    }

    /**
     * The instance that an answer names.
     *
     * @throws Ec2CallException when it names none; what was launched is then found by its token
     */
    public static LaunchedInstance launched(RunInstancesResponse answer, String clientToken) {
        return answer.instances().stream()
                .findFirst()
                .map(instance -> launched(instance, clientToken))
                .orElseThrow(() -> new Ec2CallException("", "RunInstances answered without an instance", null));
    }

    static LaunchedInstance launched(Instance instance, String clientToken) {
        String eni = instance.networkInterfaces().stream()
                .map(InstanceNetworkInterface::networkInterfaceId)
                .filter(id -> id != null && !id.isBlank())
                .findFirst()
                .orElse("");
        return new LaunchedInstance(instance.instanceId(), eni, clientToken);
    }
}
