package dev.lamplighter.sandbox.ec2;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Holds an EBS volume, attached to one instance or to none. */
final class StoredVolume extends Ec2Resource {
    final String zone;
    final int sizeGib;
    final Instant createTime;

    @Nullable
    Attachment attachment;

    record Attachment(String instanceId, String device, Instant since, boolean deleteOnTermination) {}

    StoredVolume(Ec2Store store, String id, String zone, int sizeGib) {
        super(ResourceKind.VOLUME, id, store.nextSequence());
        this.zone = zone;
        this.sizeGib = sizeGib;
        this.createTime = store.now();
    }

    void attachTo(StoredInstance instance, Attachment made) {
        attachment = made;
        instance.volumes.add(this);
    }

    void detachFrom(StoredInstance instance) {
        attachment = null;
        instance.volumes.remove(this);
    }
}
