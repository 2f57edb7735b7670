package dev.lamplighter.window.calendar;

import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the calendars that are published at a URL, once a day, and keeps the last good copy of each, which is used until
 * there is a better one. Thread-safe.
 */
public final class CalendarRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(CalendarRefresh.class);
    private static final Duration DAILY = Duration.ofDays(1);
    /** How soon a failed fetch is repeated while there is a copy. */
    private static final Duration AGAIN = Duration.ofHours(1);

    /** How old a copy may be before its failures are reported: servers may be down over a weekend. */
    private static final Duration OLD = Duration.ofDays(3);
    /** How long the copy of a calendar that is no longer declared is kept, in case its line comes back. */
    private static final Duration UNDECLARED = Duration.ofDays(30);

    /** The time limit of a fetch: calendars are small, and windows must not wait for them. */
    private static final Duration ANSWER = Duration.ofSeconds(20);

    /** Takes the results of each refresh. */
    public interface Listener {
        /**
         * Takes all problems that exist now.
         *
         * @param hasNew whether a calendar has changed since the previous refresh
         */
        void refreshed(List<Problem> problems, boolean hasNew);
    }

    private final Supplier<List<RemoteCalendar>> sources;
    private final CalendarCopyFolder folder;
    private final CalendarFetch fetch;
    private final InstantSource clock;
    private final Listener listener;
    private final Map<URI, Failure> failures = new HashMap<>();

    private record Failure(Instant at, String why) {}

    /**
     * Makes a refresher.
     *
     * @param sources gives the calendars that are declared now
     */
    public CalendarRefresh(
            Supplier<List<RemoteCalendar>> sources, CalendarCopyFolder folder, InstantSource clock, Listener listener) {
        this(sources, folder, new CalendarFetch(clock, ANSWER), clock, listener);
    }

    CalendarRefresh(
            Supplier<List<RemoteCalendar>> sources,
            CalendarCopyFolder folder,
            CalendarFetch fetch,
            InstantSource clock,
            Listener listener) {
        this.sources = sources;
        this.folder = folder;
        this.fetch = fetch;
        this.clock = clock;
        this.listener = listener;
    }

    /** Fetches each calendar that is due, and reports to the listener. */
    public synchronized void refresh() throws InterruptedException {
        boolean hasNew = false;
        List<Problem> problems = new ArrayList<>();
        Set<URI> looked = new HashSet<>();
        for (RemoteCalendar source : sources.get()) {
            if (looked.add(source.url()) && isDue(source)) {
                hasNew |= fetch(source);
            }
            problemOf(source).ifPresent(problems::add);
        }
        failures.keySet().retainAll(looked);
        removeUndeclared(looked);
        listener.refreshed(problems, hasNew);
    }

    private void removeUndeclared(Set<URI> declared) {
        try {
            folder.removeOthers(declared, clock.instant().minus(UNDECLARED));
        } catch (IOException e) { // tried again at the next refresh
            LOG.debug("copies of calendars that are no longer declared can't be removed", e);
        }
    }

    private boolean isDue(RemoteCalendar source) {
        Optional<CalendarCopy> copy = folder.of(source.url());
        Failure failure = failures.get(source.url());
        if (copy.isEmpty()) {
            return true;
        }
        return failure == null ? isOlder(copy.get().checked(), DAILY) : isOlder(failure.at(), AGAIN);
    }

    /** Whether {@code at} is at least this long ago, or this far in the future, because the clock was set. */
    private boolean isOlder(Instant at, Duration than) {
        return Duration.between(at, clock.instant()).abs().compareTo(than) >= 0;
    }

    private boolean fetch(RemoteCalendar source) throws InterruptedException {
        Optional<CalendarCopy> known = folder.of(source.url());
        try {
            CalendarCopy copy = fetch.fetch(source, known);
            keep(source, copy);
            if (failures.remove(source.url()) != null) {
                LOG.info("calendar={} fetched again from={}", source.name(), source.host());
            }
            return known.isEmpty() || !Arrays.equals(known.get().content(), copy.content());
        } catch (IOException e) {
            Failure failure = new Failure(clock.instant(), String.valueOf(e.getMessage()));
            if (failures.put(source.url(), failure) == null) {
                LOG.warn("{}", problem(source, known, failure).line());
            }
            return false;
        }
    }

    private void keep(RemoteCalendar source, CalendarCopy copy) throws IOException {
        try {
            folder.keep(source.url(), copy);
        } catch (IOException e) {
            throw new IOException("its copy can't be kept: " + IoErrorText.ofFile(e), e);
        }
    }

    /** The problem that a person must solve, if there is one: there is no copy, or it has not been confirmed for days. */
    private Optional<Problem> problemOf(RemoteCalendar source) {
        Failure failure = failures.get(source.url());
        Optional<CalendarCopy> copy = folder.of(source.url());
        boolean isGood = copy.isPresent() && !isOlder(copy.get().checked(), OLD);
        return failure == null || isGood ? Optional.empty() : Optional.of(problem(source, copy, failure));
    }

    private static Problem problem(RemoteCalendar source, Optional<CalendarCopy> copy, Failure failure) {
        return new Problem(
                copy.isPresent() ? WindowProblemCode.CALENDAR_COPY_OLD : WindowProblemCode.CALENDAR_NOT_FETCHED,
                source.place(),
                "calendar \"" + source.name() + "\" can't be fetched from " + source.host(),
                failure.why()
                        + copy.map(kept -> "; the copy of " + kept.checked() + " stays in force")
                                .orElse(CalendarFiles.CONSEQUENCE),
                "check whether the url still leads to the calendar; it is fetched again within the hour");
    }
}
