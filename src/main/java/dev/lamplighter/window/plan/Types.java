package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.journal.InstanceClaim;
import dev.lamplighter.window.journal.LentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which type an instance has, should have and has to get back. */
final class Types {
    private final Situation situation;
    private final List<String> alternates;

    Types(Situation situation, List<String> alternates) {
        this.situation = situation;
        this.alternates = List.copyOf(alternates);
    }

    /** How many types are tried in turn. */
    int count() {
        return alternates.size() + 1;
    }

    /** The change that has to come before the next start; none if it has the right type, or EC2 tells none. */
    Optional<TypeChange> wanted(Instance instance, InstanceClaim claim) {
        String id = instance.id();
        return situation.sighting().type(id).flatMap(current -> {
            LentType known = lent(situation, id).orElse(new LentType(id, current, List.of()));
            List<String> turn = new ArrayList<>(List.of(known.original()));
            alternates.stream().filter(type -> !type.equals(known.original())).forEach(turn::add);
            String wanted = turn.get(claim.types() % turn.size());
            return wanted.equals(current) ? Optional.empty() : Optional.of(new TypeChange(wanted, known.and(wanted)));
        });
    }

    /** The change that gives it its own type back; none if it has it. */
    static Optional<TypeChange> givenBack(Situation situation, String instanceId) {
        return lent(situation, instanceId).map(known -> new TypeChange(known.original(), known));
    }

    /** What we have given it; a type that a person gave it since is its own. */
    private static Optional<LentType> lent(Situation situation, String instanceId) {
        Optional<String> current = situation.sighting().type(instanceId);
        return situation
                .known()
                .lentType(instanceId)
                .filter(known -> current.filter(known::isLent).isPresent());
    }
}
