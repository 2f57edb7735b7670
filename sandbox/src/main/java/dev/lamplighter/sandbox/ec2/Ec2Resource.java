package dev.lamplighter.sandbox.ec2;

import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Holds what everything with an id has in common. Mutable; guarded by the stand-in's lock. */
class Ec2Resource {
    static final int TAG_LIMIT = 50;
    static final Comparator<Ec2Resource> BY_BIRTH = Comparator.comparingLong(resource -> resource.sequence);

    final ResourceKind kind;
    final String id;
    /** Order of birth; pages go by it, so that a page is not disturbed by what vanished before it. */
    final long sequence;

    private final Map<String, String> tags = new TreeMap<>();

    Ec2Resource(ResourceKind kind, String id, long sequence) {
        this.kind = kind;
        this.id = id;
        this.sequence = sequence;
    }

    final Map<String, String> tags() {
        return tags;
    }

    final List<Tag> sdkTags() {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    final void tag(Collection<Tag> added) {
        Tags.requireAllowed(added);
        Map<String, String> together = new TreeMap<>(tags);
        added.forEach(tag -> together.put(tag.key(), tag.value() == null ? "" : tag.value()));
        if (together.size() > TAG_LIMIT) {
            throw SimulatedAwsError.badRequest(
                    "TagLimitExceeded", "The maximum number of tags for " + id + " is " + TAG_LIMIT + ".");
        }
        tags.putAll(together);
    }
}
