package dev.lamplighter.window.occurrence;

import dev.lamplighter.window.schedule.Schedule;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the short text by which the journal tells whether a schedule is still the one that was declared. */
public final class ScheduleFingerprint {
    private ScheduleFingerprint() {}

    /** The same for the same schedule, in whatever order a set gives its elements. */
    public static String of(Schedule schedule) {
        String words =
                Stream.of(schedule.toString().split("[\\[\\]{}, ]+")).sorted().collect(Collectors.joining(" "));
        return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
