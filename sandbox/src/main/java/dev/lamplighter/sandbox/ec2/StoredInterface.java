package dev.lamplighter.sandbox.ec2;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds a network interface: one or more private addresses, the first of them primary. */
final class StoredInterface extends Ec2Resource {
    final String zone;
    final List<String> privateIps;
    final String macAddress;
    final String description;

    @Nullable
    Attachment attachment;

    record Attachment(String id, String instanceId, int deviceIndex, Instant since, boolean deleteOnTermination) {}

    StoredInterface(Ec2Store store, String id, String zone, List<String> privateIps, String description) {
        super(ResourceKind.NETWORK_INTERFACE, id, store.nextSequence());
        this.zone = zone;
        this.privateIps = List.copyOf(privateIps);
        this.macAddress = String.format("0a:ff:c0:00:%02x:%02x", (sequence >> 8) & 0xff, sequence & 0xff);
        this.description = description;
    }

    String primaryIp() {
        return privateIps.get(0);
    }

    void attachTo(StoredInstance instance, Attachment made) {
        attachment = made;
        instance.interfaces.add(this);
    }

    void detachFrom(StoredInstance instance) {
        attachment = null;
        instance.interfaces.remove(this);
    }
}
