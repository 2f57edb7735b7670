package dev.lamplighter.sandbox.ec2;

import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/** Answers CreateTags, DeleteTags and DescribeTags, for every kind of resource alike ("Tag your Amazon EC2 resources"). */
final class Tags {
    private static final int KEY_LIMIT = 127;
    private static final int VALUE_LIMIT = 255;

    private final Ec2Store store;

    Tags(Ec2Store store) {
        this.store = store;
    }

    void create(CreateTagsRequest request) {
        requireAllowed(request.tags());
        resources(request.resources()).forEach(resource -> resource.tag(request.tags()));
    }

    /** A tag given with a value goes only if it has that value; without any tag, all go. */
    void delete(DeleteTagsRequest request) {
        for (Ec2Resource resource : resources(request.resources())) {
            if (request.tags().isEmpty()) {
                resource.tags().clear();
            }
            for (Tag tag : request.tags()) {
                if (tag.value() == null) {
                    resource.tags().remove(tag.key());
                } else {
                    resource.tags().remove(tag.key(), tag.value());
                }
            }
        }
    }

    DescribeTagsResponse describe(DescribeTagsRequest request) {
        List<TagOf> all = everything().flatMap(TagOf::each).toList();
        Map<String, Function<TagOf, Collection<String>>> properties = new HashMap<>();
        properties.put("resource-id", tag -> List.of(tag.owner.id));
        properties.put("resource-type", tag -> List.of(tag.owner.kind.tagType()));
        properties.put("key", tag -> List.of(tag.key));
        properties.put("value", tag -> List.of(tag.value));
        List<TagOf> found = new Filters<>(properties).apply(all, request.filters());
        Page<TagOf> page =
                Page.of(found, new Page.Request(request.maxResults(), request.nextToken(), false, "resources"));
        return DescribeTagsResponse.builder()
                .tags(page.items().stream().map(TagOf::description).toList())
                .nextToken(page.nextToken())
                .build();
    }

    static void requireAllowed(Collection<Tag> tags) {
        if (tags.size() > Ec2Resource.TAG_LIMIT) {
            throw SimulatedAwsError.badRequest(
                    "TagLimitExceeded", "The maximum number of tags for a resource is " + Ec2Resource.TAG_LIMIT + ".");
        }
        for (Tag tag : tags) {
            String key = tag.key();
            if (key == null || key.isEmpty()) {
                throw SimulatedAwsError.badRequest("InvalidParameterValue", "Tag key cannot be null or empty");
            }
            if (key.startsWith("aws:")) {
                throw SimulatedAwsError.badRequest(
                        "InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use");
            }
            if (key.length() > KEY_LIMIT || (tag.value() != null && tag.value().length() > VALUE_LIMIT)) {
                throw SimulatedAwsError.badRequest(
                        "InvalidParameterValue", "Tag '" + key + "' exceeds the maximum length");
            }
        }
    }

    private List<Ec2Resource> resources(List<String> ids) {
        List<Ec2Resource> found = new ArrayList<>();
        for (String id : ids) {
            ResourceKind kind = Arrays.stream(ResourceKind.values())
                    .filter(candidate -> candidate.names(id))
                    .findFirst()
                    .orElseThrow(() -> SimulatedAwsError.badRequest("InvalidID", "The ID '" + id + "' is not valid"));
            found.add(shelf(kind).require(id));
        }
        return found;
    }

    private Stream<Ec2Resource> everything() {
        return Arrays.stream(ResourceKind.values())
                .flatMap(kind -> shelf(kind).all().stream().map(resource -> (Ec2Resource) resource));
    }

    private ResourcesById<? extends Ec2Resource> shelf(ResourceKind kind) {
        return switch (kind) {
            case INSTANCE -> store.instances;
            case NETWORK_INTERFACE -> store.interfaces;
            case ADDRESS -> store.addresses;
            case VOLUME -> store.volumes;
        };
    }

    /** One tag, as a thing that can be filtered and paged. */
    private static final class TagOf extends Ec2Resource {
        private static final int TAGS_PER_RESOURCE = 64;

        final Ec2Resource owner;
        final String key;
        final String value;

        private TagOf(Ec2Resource owner, String key, String value, int position) {
            super(owner.kind, owner.id, owner.sequence * TAGS_PER_RESOURCE + position);
            this.owner = owner;
            this.key = key;
            this.value = value;
            tags().put(key, value);
        }

        static Stream<TagOf> each(Ec2Resource owner) {
            List<TagOf> list = new ArrayList<>();
            owner.tags().forEach((key, value) -> list.add(new TagOf(owner, key, value, list.size())));
            return list.stream();
        }

        TagDescription description() {
            return TagDescription.builder()
                    .resourceId(owner.id)
                    .resourceType(owner.kind.tagType())
                    .key(key)
                    .value(value)
                    .build();
        }
    }
}
