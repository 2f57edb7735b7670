package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertPlace;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.alert.AlertSink;
import dev.lamplighter.window.ec2.Ec2CallException;
import dev.lamplighter.window.ec2.Place;
import dev.lamplighter.window.ec2.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of accounts and regions that can't be asked about instances outside windows, until they answer. Not thread-safe; guarded
 * by its owner's lock.
 */
final class UnseenPlaces {
    /** The alert that one can't be asked. */
    static final String CODE = "WINDOW-171";

    private static final Logger LOG = LoggerFactory.getLogger(UnseenPlaces.class);

    private final AlertSink alerts;

    UnseenPlaces(AlertSink alerts) {
        this.alerts = alerts;
    }

    /**
     * Raises what is new and clears what is over.
     *
     * @param places all that windows.yaml names
     * @param answers what asking each of them came to last, empty if it could be seen; a place that nobody has asked is missing
     * @param raised all alerts of the windows
     */
    void tell(Set<Place> places, Map<Place, Optional<Ec2CallException>> answers, List<Alert> raised) {
        Map<AlertPlace, Alert> told = raised.stream()
                .filter(alert -> alert.code().equals(CODE))
                .collect(Collectors.toMap(Alert::place, alert -> alert));
        Set<AlertPlace> known = places.stream().map(UnseenPlaces::at).collect(Collectors.toSet());
        told.keySet().stream().filter(place -> !known.contains(place)).forEach(this::clear);
        for (Place place : places) {
            Alert before = told.get(at(place));
            Optional<Ec2CallException> answer = answers.get(place);
            if (answer != null && answer.isPresent()) {
                raise(place, answer.get(), before == null ? null : before.severity());
            } else if (answer != null && before != null) {
                clear(at(place));
            }
        }
    }

    /** What it says differs from time to time; that alone is no news. */
    private void raise(Place place, Ec2CallException failure, @Nullable AlertSeverity before) {
        AlertSeverity severity = Refusal.of(failure).severity();
        if (severity == before) {
            return;
        }
        Problem problem = new Problem(
                CODE,
                at(place).resource(),
                "EC2 can't be asked",
                String.valueOf(failure.getMessage()),
                "check the network, the credentials and the region; who runs there outside a window isn't told until then");
        switch (severity) {
            case WARN -> LOG.warn("{}", problem.line());
            case ERROR -> LOG.error("{}", problem.line());
        }
        alerts.raise(at(place), severity, problem);
    }

    private void clear(AlertPlace place) {
        LOG.info("{} are seen again", place.resource());
        alerts.clear(place);
    }

    private static AlertPlace at(Place place) {
        String where = ("instances outside windows " + place.words()).strip();
        return new AlertPlace(Reports.AREA, where, where);
    }
}
