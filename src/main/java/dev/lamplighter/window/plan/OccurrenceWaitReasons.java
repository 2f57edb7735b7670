package dev.lamplighter.window.plan;

import dev.lamplighter.window.ec2.DescribedInstances;
import dev.lamplighter.window.journal.OccurrenceRecord;
import java.util.ArrayList;
import java.util.List;

/** Says what an occurrence still waits for: which instance, volume, address, page or route, how it is, and why. */
public final class OccurrenceWaitReasons {
    /** The most conditions listed: more would only hide the first ones. */
    private static final int MOST = 6;
    /** The longest text, in characters: EC2's messages may be very long. */
    private static final int LONGEST = 300;

    private OccurrenceWaitReasons() {}

    /**
     * The missing conditions in one line; empty if nothing is lacking.
     *
     * @param entry as it is after the decisions were carried out
     */
    public static String words(
            OccurrenceRecord entry, List<? extends Decision> decisions, DescribedInstances describedInstances) {
        List<String> lacking = decisions.stream()
                .filter(decision -> decision.action() != Action.NONE)
                .map(decision -> subject(decision, describedInstances) + " (" + because(decision, entry) + ")")
                .toList();
        List<String> told = new ArrayList<>(lacking.subList(0, Math.min(MOST, lacking.size())));
        if (lacking.size() > MOST) {
            told.add("and " + (lacking.size() - MOST) + " more");
        }
        return String.join(", ", told);
    }

    private static String subject(Decision decision, DescribedInstances describedInstances) {
        String id = decision.resource();
        if (decision instanceof InstanceDecision) {
            return "instance " + id
                    + describedInstances
                            .instance(id)
                            .map(instance -> " is " + instance.state().awsName())
                            .orElse(" is not listed by EC2");
        }
        if (decision instanceof LaunchDecision) {
            return "slot " + id + " has no instance";
        }
        if (decision instanceof AddressDecision address) {
            return "address " + id + " is not known to be on "
                    + address.windowAddress().eni();
        }
        if (decision instanceof VolumeDecision volume) {
            return "volume " + id + " is not known to be on "
                    + volume.windowVolume().instance();
        }
        return (decision instanceof ReadyCheckDecision ? "page " : "route ") + id;
    }

    private static String because(Decision decision, OccurrenceRecord entry) {
        String called = decision.action().isMutating() ? decision.action() + ": " : "";
        String refused = entry.lastError().startsWith(decision.resource() + ": ")
                ? "; " + entry.lastError().substring(decision.resource().length() + 2)
                : "";
        String words = called + decision.reason() + refused;
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "...";
    }
}
