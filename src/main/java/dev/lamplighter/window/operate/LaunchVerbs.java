package dev.lamplighter.window.operate;

import dev.lamplighter.base.CountText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.window.ReconcileResult;
import dev.lamplighter.window.StreamingWindows;
import dev.lamplighter.window.watch.OrphanWatch;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Carries out the verbs about launched machines: which are orphans, what EC2 would refuse, and to terminate one. */
final class LaunchVerbs {
    private final StreamingWindows windows;
    private final InstantSource clock;

    LaunchVerbs(StreamingWindows windows, InstantSource clock) {
        this.windows = windows;
        this.clock = clock;
    }

    List<String> orphans() {
        List<String> lines = new ArrayList<>(windows.launches().orphans().stream()
                .map(orphan -> orphan.words() + ".")
                .toList());
        if (lines.isEmpty()) {
            lines.add("No orphans: all that was launched belongs to an open window.");
        }
        return lines;
    }

    List<String> validate() {
        List<Problem> refused = windows.launches().refused();
        List<String> lines = new ArrayList<>(refused.stream().map(Problem::line).toList());
        long slots = windows.declared().stream()
                .mapToLong(window -> window.windowResources().launches().size())
                .sum();
        lines.add("EC2 was asked about " + CountText.of(slots, "machine") + ", "
                + CountText.of(refused.size(), "problem"));
        return lines;
    }

    List<String> terminate(String instance, String by, String reason, boolean dryRun) {
        if (!windows.mayAct()) {
            throw VerbRefusals.watching("another copy");
        }
        List<OrphanWatch.Orphan> orphans = windows.launches().orphans();
        OrphanWatch.Orphan found = orphans.stream()
                .filter(orphan -> orphan.instance().id().equals(instance))
                .findFirst()
                .orElseThrow(() -> VerbRefusals.notNow(
                        instance,
                        "is no orphan",
                        "only what was launched here and no window knows is terminated by hand",
                        "see windows orphans, and say the id of one of them"));
        if (dryRun) {
            return List.of("would TERMINATE " + found.words() + ".");
        }
        String why = new RequestAttribution(by, reason).at(clock.instant()).words();
        ReconcileResult result = windows.terminate(found, "orphan, " + why);
        return windows.await(result.due(), OverrideService.PATIENCE).stream()
                .filter(outcome -> outcome.action().resource().equals(instance))
                .map(outcome -> outcome.words() + ".")
                .toList();
    }
}
