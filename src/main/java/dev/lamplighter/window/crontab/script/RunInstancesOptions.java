package dev.lamplighter.window.crontab.script;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what a slot says in the options of {@code ec2-run-instances} and of {@code aws ec2 run-instances}. */
final class RunInstancesOptions {
    /** Options that are understood, or that change only what is printed. */
    private static final List<String> HEEDED = List.of(
            "",
            "image-id",
            "t",
            "instance-type",
            "k",
            "key",
            "key-name",
            "g",
            "group",
            "security-groups",
            "security-group-ids",
            "f",
            "user-data-file",
            "user-data",
            "s",
            "subnet",
            "subnet-id",
            "p",
            "iam-profile",
            "iam-instance-profile",
            "z",
            "availability-zone",
            "placement",
            "n",
            "instance-count",
            "count",
            "m",
            "monitor",
            "monitoring",
            "region",
            "profile",
            "output",
            "query",
            "tag-specifications",
            "U",
            "url",
            "O",
            "W",
            "K",
            "C",
            "aws-access-key",
            "aws-secret-key",
            "private-key",
            "cert");

    private final Map<String, List<String>> options;

    RunInstancesOptions(Map<String, List<String>> options) {
        this.options = options;
    }

    Optional<String> image() {
        return first("image-id")
                .or(() -> options.getOrDefault("", List.of()).stream()
                        .filter(word -> !word.matches("ec2|run-instances"))
                        .findFirst());
    }

    Optional<String> type() {
        return first("instance-type", "t");
    }

    Optional<String> key() {
        return first("key-name", "key", "k");
    }

    List<String> groups() {
        return List.of("security-group-ids", "security-groups", "group", "g").stream()
                .flatMap(name -> options.getOrDefault(name, List.of()).stream())
                .flatMap(value -> List.of(value.split("[,\\s]+")).stream())
                .toList();
    }

    Optional<String> subnet() {
        return first("subnet-id", "subnet", "s");
    }

    Optional<String> zone() {
        return first("availability-zone", "z")
                .or(() ->
                        first("placement").map(value -> value.replaceFirst("(?i).*AvailabilityZone=([^,}]+).*", "$1")));
    }

    Optional<String> profile() {
        return first("iam-instance-profile", "iam-profile", "p")
                .map(value -> value.replaceFirst("(?i)^(Name|Arn)=", ""));
    }

    /** The file of the user data. */
    Optional<String> userData() {
        return first("user-data-file", "f", "user-data").map(value -> value.replaceFirst("^fileb?://", ""));
    }

    Optional<String> count() {
        return first("count", "instance-count", "n");
    }

    boolean isMonitored() {
        return options.containsKey("monitor") || options.containsKey("monitoring") || options.containsKey("m");
    }

    /** Options for which a slot has no key. */
    List<String> unheeded() {
        return options.keySet().stream()
                .filter(name -> !HEEDED.contains(name) && !name.startsWith("no-"))
                .sorted()
                .toList();
    }

    private Optional<String> first(String... names) {
        return List.of(names).stream()
                .flatMap(name -> options.getOrDefault(name, List.of()).stream())
                .findFirst();
    }
}
