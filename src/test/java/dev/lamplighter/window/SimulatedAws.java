package dev.lamplighter.window;

import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.aws.AwsTime;
import dev.lamplighter.base.aws.ServerTimeSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What AWS says of the time: the true one, unless a test has it err; and how often it was asked. */
public final class SimulatedAws implements AwsTime {
    private final SimulatedClock clock;
    private final List<ServerTimeSample> answers = new ArrayList<>();
    public boolean isReachable = true;
    public Duration error = Duration.ZERO;
    public int asked;

    public SimulatedAws(SimulatedClock clock) {
        this.clock = clock;
    }

    @Override
    public List<ServerTimeSample> latest() {
        return List.copyOf(answers.subList(Math.max(0, answers.size() - 2), answers.size()));
    }

    @Override
    public void ask() {
        asked++;
        if (isReachable) {
            answers.add(new ServerTimeSample(
                    Instant.ofEpochSecond(clock.trueTime().plus(error).getEpochSecond()), clock.nanoTime()));
        }
    }
}
