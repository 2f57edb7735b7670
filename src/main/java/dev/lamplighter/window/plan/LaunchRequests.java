package dev.lamplighter.window.plan;

import dev.lamplighter.window.declare.LaunchSlot;
import dev.lamplighter.window.ec2.LaunchRequest;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.startup.UserData;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the request for a slot's instance, whose client token is a digest of all that is in it. */
public final class LaunchRequests {
    /** EC2 takes 64 characters. */
    private static final int DIGITS = 40;

    private LaunchRequests() {}

    /** A request to ask EC2 about: all but the user data, whose values aren't known yet. */
    public static LaunchRequest forDryRun(String window, LaunchSlot slot, Instant now, int choice) {
        OccurrenceRecord entry = OccurrenceRecord.opening(window, now, now.plusSeconds(1), List.of());
        return of(entry, slot, 0, 0, choice, Optional.empty());
    }

    /**
     * The request.
     *
     * @param attempt the number of the machine in its slot
     * @param generation the number of the request for it: another one is another launch
     * @param choice the combination of type and subnet
     */
    static LaunchRequest of(
            OccurrenceRecord entry,
            LaunchSlot slot,
            int attempt,
            int generation,
            int choice,
            Optional<UserData> userData) {
        LaunchRequest request = new LaunchRequest(
                slot.image(),
                slot.type(choice),
                slot.subnet(choice),
                slot.securityGroups(),
                slot.keyName(),
                slot.instanceProfile(),
                slot.isMetadataV2Required(),
                slot.madeVolumes(),
                slot.isMonitored(),
                userData.map(UserData::base64).orElse(""),
                Map.of(
                        "Name", entry.window() + "-" + slot.name(),
                        "managed-by", "lamplighter",
                        "lamplighter-window", entry.window(),
                        "lamplighter-occurrence", entry.start().toString(),
                        "lamplighter-slot", slot.name()),
                "");
        return request.withToken(token(request, attempt + "." + generation));
    }

    private static String token(LaunchRequest request, String number) {
        String all = String.join(
                "\n",
                number,
                request.imageId(),
                request.type(),
                String.valueOf(request.subnetId()),
                String.join(",", request.securityGroupIds()),
                String.valueOf(request.keyName()),
                String.valueOf(request.instanceProfile()),
                String.valueOf(request.isMetadataV2Required()),
                new TreeMap<>(request.tags()).toString(),
                request.userData());
        // Only where there are such, so that a request without them keeps the token that it had in earlier versions.
        if (!request.madeVolumes().isEmpty()) {
            all += "\n" + new TreeMap<>(request.madeVolumes());
        }
        if (request.isMonitored()) {
            all += "\nmonitored";
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return "lamplighter-" + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
