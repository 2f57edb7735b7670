package dev.lamplighter.app.feature;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.StateFileIntegrity;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.base.alert.AlertSeverity;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises the alert that state was lost, and clears it after running instances were checked. It is kept in the new database,
 * so that a service that is killed before that check makes it after its next start.
 */
final class StateLossAlert implements StateFileIntegrity {
    private static final Logger LOG = LoggerFactory.getLogger(StateLossAlert.class);
    private static final AlertKey PLACE = new AlertKey(AREA, "database", "lamplighter.mv.db");

    private final StateFileIntegrity state;
    private final AlertOutbox alerts;
    private final Optional<Problem> loss;

    private StateLossAlert(StateFileIntegrity state, AlertOutbox alerts, Optional<Problem> loss) {
        this.state = state;
        this.alerts = alerts;
        this.loss = loss;
    }

    static StateLossAlert of(StateFileIntegrity state, AlertOutbox alerts) {
        state.loss().ifPresent(problem -> {
            LOG.error("{}", problem.line());
            alerts.raise(PLACE, AlertSeverity.ERROR, problem);
        });
        Optional<Problem> earlier = alerts.raised(AREA).stream()
                .filter(alert -> alert.place().equals(PLACE))
                .findFirst()
                .map(StateLossAlert::problem);
        return new StateLossAlert(state, alerts, state.loss().or(() -> earlier));
    }

    private static Problem problem(Alert alert) {
        return new Problem(
                alert.code(),
                PLACE.resource(),
                alert.text(),
                "it was lost before",
                "see which machines run",
                Problem.Kind.REFUSED);
    }

    @Override
    public Optional<Problem> loss() {
        return loss;
    }

    @Override
    public Optional<Problem> displacement() {
        return state.displacement();
    }

    @Override
    public void mark() {
        state.mark();
    }

    @Override
    public void asked() {
        if (loss.isPresent() && state.loss().isEmpty()) {
            alerts.clear(PLACE);
        }
    }
}
