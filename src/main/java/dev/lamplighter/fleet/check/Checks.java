package dev.lamplighter.fleet.check;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.PolledFleets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs the declared checks for their routes. Thread-safe. */
public final class Checks {
    private final Map<String, CheckDeclaration> checks;
    private final PolledFleets fleets;
    private final CheckBoard board;

    public Checks(Collection<CheckDeclaration> checks, PolledFleets fleets, CheckBoard board) {
        this.checks = checks.stream().collect(Collectors.toMap(CheckDeclaration::name, check -> check));
        this.fleets = fleets;
        this.board = board;
    }

    /** The instances to check now: those that the check selects and that ran at the last complete poll of their source. */
    public List<Instance> instances(String check) {
        CheckDeclaration declared = declared(check);
        return fleets.instances().stream().filter(declared::isFor).toList();
    }

    /** Checks one instance and reports the result to the board. */
    public void ask(String check, Instance instance) throws InterruptedException {
        Probe.Outcome outcome = declared(check).probe().ask(instance);
        board.report(instance.id(), check, outcome.passed(), outcome.reason());
    }

    private CheckDeclaration declared(String check) {
        CheckDeclaration declared = checks.get(check);
        if (declared == null) {
            throw new IllegalArgumentException("check must be one of " + checks.keySet() + ", got \"" + check + "\"");
        }
        return declared;
    }
}
