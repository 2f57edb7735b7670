package dev.lamplighter.fleet;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the settings {@code light.*} for polling EC2.
 *
 * @param pollPeriod from the end of one poll of states to the beginning of the next
 * @param describePeriod how often names, tags and addresses of all instances are read again
 * @param pageSize instances per page; EC2 allows 5..1000; of descriptions 250 at most
 * @param sources accounts and regions, at least one
 * @param problems lines of {@code light.accounts} that are set aside
 */
public record LightSettings(
        Duration pollPeriod,
        Duration describePeriod,
        int pageSize,
        List<FleetAccountRegion> sources,
        List<Problem> problems) {
    /** The shortest period, because EC2 limits the rate of calls. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** The longest period: a panel that shows states older than a day is of no use. */
    private static final Duration LONGEST = Duration.ofDays(1);

    public LightSettings {
        sources = List.copyOf(sources);
        problems = List.copyOf(problems);
    }

    public static LightSettings of(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        List<FleetAccountRegion> sources = FleetAccountRegion.of(settings, problems);
        return new LightSettings(
                settings.duration("light.poll-period", Duration.ofSeconds(10), SHORTEST, LONGEST),
                settings.duration("light.describe-period", Duration.ofMinutes(5), SHORTEST, LONGEST),
                settings.integer("light.page-size", 1000, 5, 1000),
                sources,
                problems);
    }

    /**
     * The names of the sources; the machine's own account and region, when it is the only source, has the name {@code ""}.
     */
    public Set<String> sourceNames() {
        return sources.stream().map(FleetAccountRegion::name).collect(Collectors.toSet());
    }
}
