package dev.lamplighter.sandbox.athena;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;

/** Keeps workgroups by name, and what they say about where results go. Thread-safe. */
final class WorkGroups {
    static final String PRIMARY = "primary";

    private final Map<String, WorkGroup> groups = new LinkedHashMap<>();

    synchronized void add(WorkGroup group) {
        if (groups.putIfAbsent(group.name(), group) != null) {
            throw refusal("WorkGroup is already created");
        }
    }

    /** The named one, {@code primary} without a name. */
    synchronized WorkGroup get(@Nullable String name) {
        String asked = name == null ? PRIMARY : name;
        WorkGroup group = groups.get(asked);
        if (group == null) {
            throw refusal("WorkGroup " + asked + " is not found.");
        }
        return group;
    }

    /** The folder, with a slash at its end: the workgroup's if it insists or nothing else is asked for. */
    static String folder(WorkGroup group, @Nullable ResultConfiguration asked) {
        WorkGroupConfiguration configuration = group.configuration();
        Optional<String> own = Optional.ofNullable(configuration)
                .map(WorkGroupConfiguration::resultConfiguration)
                .map(ResultConfiguration::outputLocation);
        Optional<String> wanted = Optional.ofNullable(asked).map(ResultConfiguration::outputLocation);
        boolean insists = configuration != null && Boolean.TRUE.equals(configuration.enforceWorkGroupConfiguration());
        String location = (insists ? own.or(() -> wanted) : wanted.or(() -> own))
                .orElseThrow(() -> refusal("No output location provided. An output location is required either through"
                        + " the Workgroup result configuration setting or as an API input."));
        if (!location.matches("s3://[^/]+(/.*)?")) {
            throw refusal("outputLocation is not a valid S3 path.");
        }
        return location.endsWith("/") ? location : location + "/";
    }

    private static InvalidRequestException refusal(String message) {
        return InvalidRequestException.builder()
                .message(message)
                .athenaErrorCode("INVALID_INPUT")
                .build();
    }
}
