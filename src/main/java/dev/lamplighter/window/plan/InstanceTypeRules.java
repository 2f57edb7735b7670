package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.SubstituteInstanceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Determines which type an instance has, should have, and must be given back. */
final class InstanceTypeRules {
    private final PlanInput planInput;
    private final List<String> alternates;

    InstanceTypeRules(PlanInput planInput, List<String> alternates) {
        this.planInput = planInput;
        this.alternates = List.copyOf(alternates);
    }

    /** How many types are tried in turn. */
    int count() {
        return alternates.size() + 1;
    }

    /** The change that has to come before the next start; none if it has the right type, or EC2 gives none. */
    Optional<TypeChange> wanted(Instance instance, InstanceStartAttempts claim) {
        String id = instance.id();
        return planInput.describedInstances().type(id).flatMap(current -> {
            SubstituteInstanceType known =
                    lent(planInput, id).orElse(new SubstituteInstanceType(id, current, List.of()));
            List<String> turn = new ArrayList<>(List.of(known.original()));
            alternates.stream().filter(type -> !type.equals(known.original())).forEach(turn::add);
            String wanted = turn.get(claim.types() % turn.size());
            return wanted.equals(current) ? Optional.empty() : Optional.of(new TypeChange(wanted, known.and(wanted)));
        });
    }

    /** The change that gives it its own type back; none if it has it. */
    static Optional<TypeChange> givenBack(PlanInput planInput, String instanceId) {
        return lent(planInput, instanceId).map(known -> new TypeChange(known.original(), known));
    }

    /** The substitute types that this service gave it; a type that a person gave it since is its own. */
    private static Optional<SubstituteInstanceType> lent(PlanInput planInput, String instanceId) {
        Optional<String> current = planInput.describedInstances().type(instanceId);
        return planInput
                .callHistory()
                .lentType(instanceId)
                .filter(known -> current.filter(known::isLent).isPresent());
    }
}
