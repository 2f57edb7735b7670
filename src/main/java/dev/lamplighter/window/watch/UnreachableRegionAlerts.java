package dev.lamplighter.window.watch;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.alert.AlertSink;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.Ec2CallException;
import dev.lamplighter.window.ec2.Ec2Error;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports accounts and regions where EC2 can't be called for instances outside windows, until it answers. Not thread-safe;
 * guarded by its owner's lock.
 */
final class UnreachableRegionAlerts {

    private static final Logger LOG = LoggerFactory.getLogger(UnreachableRegionAlerts.class);

    private final AlertSink alerts;

    UnreachableRegionAlerts(AlertSink alerts) {
        this.alerts = alerts;
    }

    /**
     * Raises what is new and clears what is over.
     *
     * @param places all that windows.yaml names
     * @param answers the last result of each, empty if EC2 answered; one without a call so far is missing
     * @param raised all alerts of the windows
     */
    void tell(Set<AccountRegion> places, Map<AccountRegion, Optional<Ec2CallException>> answers, List<Alert> raised) {
        Map<AlertKey, Alert> told = raised.stream()
                .filter(alert -> alert.is(WindowProblemCode.REGION_UNREACHABLE))
                .collect(Collectors.toMap(Alert::place, alert -> alert));
        Set<AlertKey> known = places.stream().map(UnreachableRegionAlerts::at).collect(Collectors.toSet());
        told.keySet().stream().filter(place -> !known.contains(place)).forEach(this::clear);
        for (AccountRegion accountRegion : places) {
            Alert before = told.get(at(accountRegion));
            Optional<Ec2CallException> answer = answers.get(accountRegion);
            if (answer != null && answer.isPresent()) {
                raise(accountRegion, answer.get(), before == null ? null : before.severity());
            } else if (answer != null && before != null) {
                clear(at(accountRegion));
            }
        }
    }

    /** Raises the alert; another wording of EC2's message alone is not reported again. */
    private void raise(AccountRegion accountRegion, Ec2CallException failure, @Nullable AlertSeverity before) {
        AlertSeverity severity = Ec2Error.of(failure).severity();
        if (severity == before) {
            return;
        }
        Problem problem = new Problem(
                WindowProblemCode.REGION_UNREACHABLE,
                at(accountRegion).resource(),
                "EC2 can't be asked",
                String.valueOf(failure.getMessage()),
                "check the network, the credentials and the region; until then machines that run there outside a window are not reported");
        switch (severity) {
            case WARN -> LOG.warn("{}", problem.line());
            case ERROR -> LOG.error("{}", problem.line());
        }
        alerts.raise(at(accountRegion), severity, problem);
    }

    private void clear(AlertKey place) {
        LOG.info("{} are seen again", place.resource());
        alerts.clear(place);
    }

    private static AlertKey at(AccountRegion accountRegion) {
        String where = ("instances outside windows " + accountRegion.words()).strip();
        return new AlertKey(WindowAlerts.AREA, where, where);
    }
}
