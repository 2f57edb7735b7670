package dev.lamplighter.window.ec2;

import org.jspecify.annotations.Nullable;

/**
 * Describes a volume as DescribeVolumes shows it; null means not attached.
 *
 * @param state EC2's word, for example {@code available} or {@code in-use}
 * @param instanceId the instance that has it
 * @param device its name there, for example {@code /dev/sdf}
 */
public record DescribedVolume(
        String id,
        String state,
        @Nullable String instanceId,
        @Nullable String device) {}
