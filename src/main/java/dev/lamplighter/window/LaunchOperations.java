package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.ec2.Ec2CallException;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.occurrence.DeclaredWindows;
import dev.lamplighter.window.watch.LaunchDryRun;
import dev.lamplighter.window.watch.OrphanWatch;
import dev.lamplighter.window.watch.WindowClock;
import java.util.List;

/** Asks EC2 what an operator wants to know of launches: what would be refused, and what was left running. Thread-safe. */
public final class LaunchOperations {
    private final DeclaredWindows windows;
    private final WindowJournal journal;
    private final WindowPorts windowPorts;
    private final WindowClock clock;

    LaunchOperations(DeclaredWindows windows, WindowJournal journal, WindowPorts windowPorts, WindowClock clock) {
        this.windows = windows;
        this.journal = journal;
        this.windowPorts = windowPorts;
        this.clock = clock;
    }

    /**
     * Instances that were launched and that no unfinished occurrence knows, by asking EC2 now.
     *
     * @throws ProblemException when EC2 can't be called
     */
    public List<OrphanWatch.Orphan> orphans() {
        try {
            return new OrphanWatch(windowPorts.ec2(), journal, windowPorts.alerts(), clock).find(windows.all());
        } catch (Ec2CallException e) {
            throw new ProblemException(
                    new Problem(
                            WindowProblemCode.EC2_UNREACHABLE,
                            "orphans",
                            "EC2 can't be asked",
                            String.valueOf(e.getMessage()),
                            "check the network, the credentials and the region"),
                    e);
        }
    }

    /** What EC2 would refuse to launch, by asking it now; launches nothing. */
    public List<Problem> refused() {
        return new LaunchDryRun(
                        windowPorts.ec2(),
                        windowPorts.actions()::tryRun,
                        windowPorts.alerts(),
                        clock,
                        windowPorts.nanoTime())
                .problems(windows.all());
    }
}
