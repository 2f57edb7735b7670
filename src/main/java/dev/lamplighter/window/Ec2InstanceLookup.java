package dev.lamplighter.window;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.WindowResources;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.occurrence.DeclaredWindows;
import dev.lamplighter.window.state.Ec2Reader;
import dev.lamplighter.window.state.ObservationHistory;
import dev.lamplighter.window.state.OccurrenceRegions;
import dev.lamplighter.window.watch.WindowAlerts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks up an instance in EC2, in the account and region in which the windows declare it. */
final class Ec2InstanceLookup {
    private final DeclaredWindows windows;
    private final WindowJournal journal;
    private final OccurrenceRegions places;
    private final ObservationHistory reconcileHistory;
    private final WindowAlerts windowAlerts;

    Ec2InstanceLookup(
            DeclaredWindows windows,
            WindowJournal journal,
            OccurrenceRegions places,
            ObservationHistory reconcileHistory,
            WindowAlerts windowAlerts) {
        this.windows = windows;
        this.journal = journal;
        this.places = places;
        this.reconcileHistory = reconcileHistory;
        this.windowAlerts = windowAlerts;
    }

    /**
     * An instance as EC2 describes it now; empty if EC2 doesn't list it.
     *
     * @throws ProblemException when EC2 can't be called
     */
    Optional<Instance> instance(String instanceId) {
        AccountRegion accountRegion = journal.unfinished().stream()
                .filter(entry -> entry.claims().containsKey(instanceId))
                .map(places::of)
                .findFirst()
                .or(() -> windows.all().stream()
                        .map(StreamingWindow::windowResources)
                        .filter(windowResources -> windowResources.instances().contains(instanceId))
                        .map(WindowResources::accountRegion)
                        .findFirst())
                .orElse(AccountRegion.OWN);
        return new Ec2Reader(places.ec2(accountRegion), accountRegion, reconcileHistory, windowAlerts, List.of())
                .instances(Set.of(instanceId))
                .instance(instanceId);
    }
}
