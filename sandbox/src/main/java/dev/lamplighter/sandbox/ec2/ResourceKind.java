package dev.lamplighter.sandbox.ec2;

import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import java.util.List;
import java.util.regex.Pattern;

/** Lists the kinds of things that have ids, and EC2's errors about ids ("Error codes for the Amazon EC2 API"). */
enum ResourceKind {
    INSTANCE("i", "InvalidInstanceID", "instance ID", "instance"),
    NETWORK_INTERFACE("eni", "InvalidNetworkInterfaceID", "networkInterface ID", "network-interface"),
    ADDRESS("eipalloc", "InvalidAllocationID", "allocation ID", "elastic-ip"),
    VOLUME("vol", "InvalidVolume", "volume ID", "volume");

    private final String prefix;
    private final String error;
    private final String noun;
    private final String tagType;
    private final Pattern wellFormed;

    ResourceKind(String prefix, String error, String noun, String tagType) {
        this.prefix = prefix;
        this.error = error;
        this.noun = noun;
        this.tagType = tagType;
        this.wellFormed = Pattern.compile(prefix + "-(?:[0-9a-f]{8}|[0-9a-f]{17})");
    }

    String prefix() {
        return prefix;
    }

    /** The ResourceType of its tags. */
    String tagType() {
        return tagType;
    }

    boolean names(String id) {
        return id.startsWith(prefix + "-");
    }

    void requireWellFormed(String id) {
        if (!wellFormed.matcher(id).matches()) {
            throw SimulatedAwsError.badRequest(
                    error + ".Malformed", "Invalid id: \"" + id + "\" (expecting \"" + prefix + "-...\")");
        }
    }

    SimulatedAwsError notFound(List<String> ids) {
        String message = ids.size() == 1
                ? "The " + noun + " '" + ids.get(0) + "' does not exist"
                : "The " + noun + "s '" + String.join(", ", ids) + "' do not exist";
        return SimulatedAwsError.badRequest(error + ".NotFound", message);
    }
}
