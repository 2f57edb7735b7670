package dev.lamplighter.window.crontab;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Simulates the calls of a crontab on the wall clock, day by day, and records their effects: when each instance is on, and
 * which calls change nothing.
 */
final class CrontabSimulation {
    /** In minutes: a stop this soon after another only repeats it; a later one is a precaution. */
    private static final int REPEATED_WITHIN = 15;

    /**
     * The size of the cache. Days on which the same lines fire are alike, and there are rarely more than a few dozen kinds.
     */
    private static final int MOST_KNOWN_DAYS = 64;

    /** What may be noteworthy about a call. */
    enum Finding {
        /** It starts an instance that is on. */
        STARTED_AGAIN,
        /** It stops an instance that was stopped shortly before. */
        STOPPED_AGAIN,
        /** It stops an instance that is off. */
        STOPPED_WHILE_OFF,
        /** It associates an address while nothing is on. */
        ASSOCIATED_WHILE_OFF,
        /** It associates an address that is associated already. */
        ASSOCIATED_AGAIN,
        /** It starts an instance in the same minute in which another call stops it. */
        AT_ONCE,
        /** It starts an instance that is never stopped afterwards. */
        NEVER_STOPPED
    }

    /**
     * The time from a start to the stop that follows.
     *
     * @param beginsAt minute of the day
     * @param minutes its length on the wall clock
     * @param associates the calls that associate addresses, with the minutes from the start to each
     */
    record Stretch(
            String instance,
            CrontabEc2Call start,
            CrontabEc2Call stop,
            int beginsAt,
            int minutes,
            Map<CrontabEc2Call, Integer> associates) {}

    /** The finding about a call for an instance; {@code instance} is empty for an association. */
    record Effect(CrontabEc2Call call, String instance, Finding finding) {}

    private record Off(String then, long since) {}

    private static final class On {
        private final CrontabEc2Call start;
        private final long since;
        private final Map<CrontabEc2Call, Integer> associates = new HashMap<>();

        private On(CrontabEc2Call start, long since) {
            this.start = start;
            this.since = since;
        }
    }

    private final List<CrontabEc2Call> calls;
    private final SimulationPeriod simulationPeriod;
    private final Map<Stretch, BitSet> stretches = new LinkedHashMap<>();
    private final Map<Effect, BitSet> effects = new LinkedHashMap<>();
    private final Map<String, On> on = new HashMap<>();
    private final Map<String, Off> off = new HashMap<>();

    /** @param calls of one zone */
    CrontabSimulation(List<CrontabEc2Call> calls, SimulationPeriod simulationPeriod) {
        this.calls = List.copyOf(calls);
        this.simulationPeriod = simulationPeriod;
        List<int[]> minutes = calls.stream().map(CrontabEc2Call::minutes).toList();
        Map<BitSet, long[]> known = new HashMap<>();
        for (int day = simulationPeriod.firstLookedAt(); day < simulationPeriod.lastLookedAt(); day++) {
            if (known.size() > MOST_KNOWN_DAYS) {
                known.clear();
            }
            for (long event : known.computeIfAbsent(firing(minutes, day), firing -> events(minutes, firing))) {
                happens((int) (event % calls.size()), day, (int) (event / calls.size()));
            }
        }
        on.forEach((instance, since) -> {
            long day = Math.floorDiv(since.since, CrontabEc2Call.MINUTES_OF_DAY);
            if (day < simulationPeriod.count()) {
                note(since.start, instance, Finding.NEVER_STOPPED, day);
            }
        });
    }

    /** The stretches that begin in the simulation period, with the days on which they begin. */
    Map<Stretch, BitSet> stretches() {
        return stretches;
    }

    Map<Effect, BitSet> effects() {
        return effects;
    }

    /**
     * The calls that are made on a day, as bits: {@code 2 * call} if its line fires on that day, one more if it fired the
     * day before.
     */
    private BitSet firing(List<int[]> minutes, int day) {
        BitSet firing = new BitSet(calls.size() * 2);
        LocalDate today = simulationPeriod.day(day);
        LocalDate yesterday = today.minusDays(1);
        for (int i = 0; i < calls.size(); i++) {
            int[] times = minutes.get(i);
            firing.set(
                    2 * i,
                    times[0] < CrontabEc2Call.MINUTES_OF_DAY && calls.get(i).firesOn(today));
            firing.set(
                    2 * i + 1,
                    times[times.length - 1] >= CrontabEc2Call.MINUTES_OF_DAY
                            && calls.get(i).firesOn(yesterday));
        }
        return firing;
    }

    /**
     * The calls of a day in order, minute and call in one number; of calls in the same minute the earlier line comes first.
     */
    private long[] events(List<int[]> minutes, BitSet firing) {
        return firing.stream()
                .boxed()
                .flatMapToLong(bit -> Arrays.stream(minutes.get(bit / 2))
                        .filter(minute -> minute / CrontabEc2Call.MINUTES_OF_DAY == bit % 2)
                        .mapToLong(minute -> (long) (minute % CrontabEc2Call.MINUTES_OF_DAY) * calls.size() + bit / 2))
                .sorted()
                .toArray();
    }

    private void happens(int index, int day, int minute) {
        CrontabEc2Call call = calls.get(index);
        long now = (long) day * CrontabEc2Call.MINUTES_OF_DAY + minute;
        if (call.associates()) {
            associate(call, day, now);
        }
        for (String instance : call.instances()) {
            if (call.starts()) {
                start(call, instance, day, now);
            } else {
                stop(call, instance, day, now);
            }
        }
    }

    private void start(CrontabEc2Call call, String instance, int day, long now) {
        if (on.containsKey(instance)) {
            note(call, instance, Finding.STARTED_AGAIN, day);
            return;
        }
        Off before = off.get(instance);
        if (before != null && before.since() == now) {
            note(call, instance, Finding.AT_ONCE, day);
        }
        on.put(instance, new On(call, now));
    }

    private void stop(CrontabEc2Call call, String instance, int day, long now) {
        On since = on.remove(instance);
        Off before = off.put(instance, new Off(call.then(), now));
        if (since == null) {
            boolean again = before != null
                    && now - before.since() <= REPEATED_WITHIN
                    && before.then().equals(call.then());
            note(call, instance, again ? Finding.STOPPED_AGAIN : Finding.STOPPED_WHILE_OFF, day);
        } else if (since.since == now) {
            note(call, instance, Finding.AT_ONCE, day);
        } else {
            int began = Math.toIntExact(Math.floorDiv(since.since, CrontabEc2Call.MINUTES_OF_DAY));
            if (began >= 0 && began < simulationPeriod.count()) {
                Stretch stretch = new Stretch(
                        instance,
                        since.start,
                        call,
                        Math.floorMod(since.since, CrontabEc2Call.MINUTES_OF_DAY),
                        Math.toIntExact(now - since.since),
                        since.associates);
                stretches.computeIfAbsent(stretch, any -> new BitSet()).set(began);
            }
        }
    }

    /**
     * Assigns an address to the instance that was started last; of several in the same minute, to that of the nearest line
     * before.
     */
    private void associate(CrontabEc2Call call, int day, long now) {
        On last = null;
        for (On since : on.values()) {
            if (isNear(since.start, call) && (last == null || isAfter(since, last, call))) {
                last = since;
            }
        }
        if (last == null) {
            note(call, "", Finding.ASSOCIATED_WHILE_OFF, day);
            return;
        }
        for (Map.Entry<String, On> entry : on.entrySet()) {
            On since = entry.getValue();
            boolean belongs = since.since == last.since && since.start.equals(last.start);
            if (belongs && since.associates.putIfAbsent(call, Math.toIntExact(now - since.since)) != null) {
                note(call, entry.getKey(), Finding.ASSOCIATED_AGAIN, day);
            }
        }
    }

    private static boolean isAfter(On one, On other, CrontabEc2Call call) {
        if (one.since != other.since) {
            return one.since > other.since;
        }
        return distance(one.start, call) < distance(other.start, call);
    }

    private static int distance(CrontabEc2Call start, CrontabEc2Call call) {
        int lines = call.line() - start.line();
        return lines >= 0 ? lines : Integer.MAX_VALUE + lines;
    }

    private static boolean isNear(CrontabEc2Call one, CrontabEc2Call other) {
        return isSame(one.location().region(), other.location().region())
                && isSame(one.location().credentials(), other.location().credentials());
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.equals(other);
    }

    private void note(CrontabEc2Call call, String instance, Finding finding, long day) {
        boolean isWithin = day >= 0 && day < simulationPeriod.count();
        if (isWithin || finding == Finding.NEVER_STOPPED) {
            effects.computeIfAbsent(new Effect(call, instance, finding), any -> new BitSet())
                    .set(isWithin ? Math.toIntExact(day) : 0);
        }
    }
}
