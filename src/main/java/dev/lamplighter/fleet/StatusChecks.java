package dev.lamplighter.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.EbsStatusSummary;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.InstanceStatusSummary;

/**
 * Holds EC2's status checks of an instance in AWS's words ({@code ok}, {@code impaired}, {@code initializing},
 * {@code insufficient-data}, {@code not-applicable}); a text is empty if EC2 gives no result.
 *
 * @param system power, network and hardware of the host
 * @param instance reachability of the operating system
 * @param ebs reachability of the attached volumes
 */
public record StatusChecks(String system, String instance, String ebs) {
    /** No check has a result. */
    public static final StatusChecks NONE = new StatusChecks("", "", "");

    private static final String OK = "ok";
    private static final String IMPAIRED = "impaired";

    static StatusChecks of(InstanceStatus status) {
        InstanceStatusSummary system = status.systemStatus();
        InstanceStatusSummary instance = status.instanceStatus();
        EbsStatusSummary ebs = status.attachedEbsStatus();
        return new StatusChecks(
                system == null ? "" : word(system.statusAsString()),
                instance == null ? "" : word(instance.statusAsString()),
                ebs == null ? "" : word(ebs.statusAsString()));
    }

    /** IMPAIRED if one of the checks is impaired; OK if at least one is ok and no other is without a result. */
    public InstanceHealth.Verdict verdict() {
        List<String> told =
                Stream.of(system, instance, ebs).filter(word -> !word.isEmpty()).toList();
        if (told.contains(IMPAIRED)) {
            return InstanceHealth.Verdict.IMPAIRED;
        }
        return !told.isEmpty() && told.stream().allMatch(OK::equals)
                ? InstanceHealth.Verdict.OK
                : InstanceHealth.Verdict.UNKNOWN;
    }

    /** The impaired checks, for example {@code system=impaired instance=impaired}; else {@code ok} or {@code no result}. */
    public String summary() {
        return switch (verdict()) {
            case OK -> OK;
            case UNKNOWN -> "no result";
            case IMPAIRED -> impaired();
        };
    }

    private String impaired() {
        List<String> words = new ArrayList<>();
        add(words, "system", system);
        add(words, "instance", instance);
        add(words, "ebs", ebs);
        return String.join(" ", words);
    }

    private static void add(List<String> words, String check, String word) {
        if (word.equals(IMPAIRED)) {
            words.add(check + "=" + word);
        }
    }

    private static String word(@Nullable String written) {
        return written == null ? "" : written;
    }
}
