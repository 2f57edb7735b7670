package dev.lamplighter.app.doctor;

import dev.lamplighter.base.DurationText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.aws.AwsTime;
import dev.lamplighter.base.aws.ServerTimeSample;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/** Compares this machine's clock with the dates of AWS's answers. */
final class ClockExamination {
    private static final String SUBJECT = "clock";
    /** Dates have whole seconds, and an answer takes a moment. */
    private static final Duration FINE = Duration.ofSeconds(3);
    /** From here on windows don't open at once (docs/reference/windows.md), and at 5 minutes AWS refuses every call. */
    private static final Duration WRONG = Duration.ofSeconds(60);

    private ClockExamination() {}

    static Finding finding(AwsTime time, InstantSource clock, LongSupplier nanoTime) {
        if (time.latest().isEmpty()) {
            time.ask();
        }
        List<ServerTimeSample> samples = time.latest();
        if (samples.isEmpty()) {
            return Finding.untried(SUBJECT, "no answer of AWS has said what time it is");
        }
        Duration ahead = Duration.between(samples.get(samples.size() - 1).at(nanoTime.getAsLong()), clock.instant());
        Duration off = ahead.abs();
        String words = DurationText.words(off) + (ahead.isNegative() ? " behind" : " ahead of") + " AWS's";
        if (off.compareTo(FINE) <= 0) {
            return Finding.ok(SUBJECT, "as AWS's, to " + FINE.toSeconds() + " s");
        }
        Problem problem = new Problem(
                ConfigProblemCode.CLOCK_OFF,
                SUBJECT,
                words,
                "windows open by this clock, and AWS refuses calls that are dated 5 minutes off",
                "switch time synchronisation on: timedatectl set-ntp true");
        return off.compareTo(WRONG) <= 0 ? Finding.warn(SUBJECT, problem) : Finding.fail(SUBJECT, problem);
    }
}
