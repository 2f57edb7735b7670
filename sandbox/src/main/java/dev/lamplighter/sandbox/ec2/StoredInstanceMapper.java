package dev.lamplighter.sandbox.ec2;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.InstancePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.StateReason;

/** Shows an instance as DescribeInstances and RunInstances do. */
final class StoredInstanceMapper {
    private final Ec2Store store;

    StoredInstanceMapper(Ec2Store store) {
        this.store = store;
    }

    static InstanceState state(Phase phase) {
        return InstanceState.builder().code(phase.code()).name(phase.state()).build();
    }

    Instance of(StoredInstance instance) {
        StoredInterface primary = store.primaryInterface(instance);
        String publicIp = store.publicIp(instance);
        boolean there = primary != null;
        return Instance.builder()
                .instanceId(instance.id)
                .imageId(instance.launch.imageId())
                .instanceType(instance.instanceType)
                .state(state(instance.phase))
                .stateReason(reason(instance.phase.reason()))
                .stateTransitionReason(instance.phase.transition())
                .launchTime(instance.launchTime)
                .amiLaunchIndex(instance.launchIndex)
                .clientToken(instance.launch.clientToken())
                .keyName(instance.launch.keyName())
                .placement(placement -> placement
                        .availabilityZone(instance.launch.zone())
                        .groupName("")
                        .tenancy("default"))
                .monitoring(monitoring -> monitoring.state("disabled"))
                .privateIpAddress(primary == null ? null : primary.primaryIp())
                .privateDnsName(primary == null ? "" : privateName(primary.primaryIp()))
                .publicIpAddress(publicIp)
                .publicDnsName(publicIp == null ? "" : publicName(publicIp))
                .vpcId(there ? Ec2Store.VPC : null)
                .subnetId(there ? Ec2Store.SUBNET : null)
                .networkInterfaces(store.interfacesOf(instance).stream()
                        .map(attached -> networkInterface(instance, attached))
                        .toList())
                .blockDeviceMappings(blockDevices(instance))
                .architecture("x86_64")
                .rootDeviceName("/dev/xvda")
                .rootDeviceType("ebs")
                .virtualizationType("hvm")
                .hypervisor("xen")
                .enaSupport(true)
                .ebsOptimized(false)
                .sourceDestCheck(true)
                .securityGroups(List.of())
                .tags(instance.sdkTags())
                .build();
    }

    private InstanceNetworkInterface networkInterface(StoredInstance instance, StoredInterface attached) {
        StoredInterface.Attachment attachment = attached.attachment;
        return InstanceNetworkInterface.builder()
                .networkInterfaceId(attached.id)
                .status("in-use")
                .ownerId(Ec2Store.ACCOUNT)
                .vpcId(Ec2Store.VPC)
                .subnetId(Ec2Store.SUBNET)
                .macAddress(attached.macAddress)
                .description(attached.description)
                .sourceDestCheck(true)
                .interfaceType("interface")
                .privateIpAddress(attached.primaryIp())
                .privateDnsName(privateName(attached.primaryIp()))
                .association(association(instance, attached, attached.primaryIp()))
                .privateIpAddresses(attached.privateIps.stream()
                        .map(ip -> InstancePrivateIpAddress.builder()
                                .privateIpAddress(ip)
                                .privateDnsName(privateName(ip))
                                .primary(ip.equals(attached.primaryIp()))
                                .association(association(instance, attached, ip))
                                .build())
                        .toList())
                .attachment(
                        attachment == null
                                ? null
                                : InstanceNetworkInterfaceAttachment.builder()
                                        .attachmentId(attachment.id())
                                        .deviceIndex(attachment.deviceIndex())
                                        .deleteOnTermination(attachment.deleteOnTermination())
                                        .status("attached")
                                        .attachTime(attachment.since())
                                        .build())
                .build();
    }

    /** An Elastic IP belongs to the account, a lent address to Amazon. */
    private @Nullable InstanceNetworkInterfaceAssociation association(
            StoredInstance instance, StoredInterface attached, String privateIp) {
        StoredAddress elastic = store.addressOn(attached, privateIp);
        boolean first = attached.attachment != null && attached.attachment.deviceIndex() == 0;
        String lent = first && privateIp.equals(attached.primaryIp()) ? instance.lentPublicIp : null;
        String publicIp = elastic == null ? lent : elastic.publicIp;
        if (publicIp == null) {
            return null;
        }
        return InstanceNetworkInterfaceAssociation.builder()
                .publicIp(publicIp)
                .publicDnsName(publicName(publicIp))
                .ipOwnerId(elastic == null ? "amazon" : Ec2Store.ACCOUNT)
                .build();
    }

    private List<InstanceBlockDeviceMapping> blockDevices(StoredInstance instance) {
        List<InstanceBlockDeviceMapping> mappings = new ArrayList<>();
        for (StoredVolume volume : instance.volumes) {
            StoredVolume.Attachment attachment = volume.attachment;
            if (attachment != null) {
                mappings.add(InstanceBlockDeviceMapping.builder()
                        .deviceName(attachment.device())
                        .ebs(ebs -> ebs.volumeId(volume.id)
                                .status("attached")
                                .attachTime(attachment.since())
                                .deleteOnTermination(attachment.deleteOnTermination()))
                        .build());
            }
        }
        return mappings;
    }

    private static @Nullable StateReason reason(Phase.@Nullable Reason reason) {
        return reason == null
                ? null
                : StateReason.builder()
                        .code(reason.code())
                        .message(reason.message())
                        .build();
    }

    static String privateName(String ip) {
        return "ip-" + ip.replace('.', '-') + ".ec2.internal";
    }

    static String publicName(String ip) {
        return "ec2-" + ip.replace('.', '-') + ".compute-1.amazonaws.com";
    }
}
