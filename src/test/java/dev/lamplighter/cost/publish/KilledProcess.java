package dev.lamplighter.cost.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A life of {@link PublishingProcess}, which ends by itself or with SIGKILL at a chosen moment. */
final class KilledProcess {
    private final QuickJvm jvm;
    private final List<String> arguments;
    private final Path log;
    private final Victim victim;
    private int workersEnded;

    /**
     * Starts nothing yet.
     *
     * @param arguments of the process, but for the step to wait at
     * @param log what it tells on standard error
     */
    KilledProcess(QuickJvm jvm, List<String> arguments, Path log) {
        this(jvm, arguments, log, Victim.ALONE);
    }

    private KilledProcess(QuickJvm jvm, List<String> arguments, Path log, Victim victim) {
        this.jvm = jvm;
        this.arguments = arguments;
        this.log = log;
        this.victim = victim;
    }

    /** Who is killed: one that converts by itself, or one with a process that converts, alone or together with that. */
    enum Victim {
        ALONE,
        SERVICE,
        SERVICE_AND_WORKER
    }

    KilledProcess with(Victim other) {
        return new KilledProcess(jvm, arguments, log, other);
    }

    /**
     * When to kill: this long after that step, the n-th of its name; the step {@link #LAUNCH} is the start of the process.
     */
    record Moment(String step, int nth, long nanos) {
        static final String LAUNCH = "launch";
        static final Moment NEVER = new Moment("", 1, 0);
    }

    /** A step and when it was reached, in nanoseconds from the launch. */
    record Step(String name, long nanos) {}

    /** How a life went: killed or not, and its steps. */
    record Life(boolean killed, List<Step> steps) {
        boolean isWhole() {
            return !killed && steps.get(steps.size() - 1).name().equals(PublishingProcess.END);
        }
    }

    /** Lives until it is done. */
    Life live() throws Exception {
        return live("", Moment.NEVER);
    }

    /** Is killed while it waits at a step, if it comes there. */
    Life untilStep(String step) throws Exception {
        return live(step, new Moment(step, 1, 0));
    }

    Life until(Moment moment) throws Exception {
        return live("", moment);
    }

    private Life live(String waitAt, Moment moment) throws Exception {
        List<String> line = jvm.command(PublishingProcess.class);
        line.addAll(arguments);
        line.add(waitAt);
        line.add(victim == Victim.ALONE ? "here" : "worker");
        long launch = System.nanoTime();
        Process process = new ProcessBuilder(line)
                .redirectError(Redirect.appendTo(log.toFile()))
                .start();
        try {
            boolean killed = moment.step().equals(Moment.LAUNCH) && kill(process, moment);
            int left = moment.nth();
            List<Step> steps = new ArrayList<>();
            BufferedReader out = process.inputReader(UTF_8);
            for (String step = next(out); step != null; step = next(out)) {
                steps.add(new Step(step, System.nanoTime() - launch));
                if (step.equals(moment.step()) && --left == 0) {
                    killed = kill(process, moment);
                }
            }
            process.waitFor();
            return new Life(killed, steps);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The pipe of a process that was killed may break. */
    private static @Nullable String next(BufferedReader out) {
        try {
            return out.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    /** Whatever it has started ends with it. */
    private boolean kill(Process process, Moment moment) throws Exception {
        boolean ended = process.waitFor(moment.nanos(), TimeUnit.NANOSECONDS);
        List<ProcessHandle> workers = process.descendants().toList();
        process.toHandle().destroyForcibly(); // what it printed stays readable
        for (ProcessHandle worker : workers) {
            if (victim == Victim.SERVICE_AND_WORKER) {
                worker.destroyForcibly();
            }
            worker.onExit().get(1, TimeUnit.MINUTES);
        }
        workersEnded += workers.size();
        return !ended;
    }

    /** Of those that were running when their service was killed. */
    int workersEnded() {
        return workersEnded;
    }
}
