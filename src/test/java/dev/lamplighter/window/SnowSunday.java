package dev.lamplighter.window;

import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.journal.SlotScaling;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A Sunday on which snow keeps everybody at home: from 30 streams to 1,100 within the hour around the start of the service, on
 * repeaters that are full at 300 streams, which is 180 Mbit/s, and use 75 % of their CPU at 260. Streams go to the repeater that
 * has the fewest, as the load balancer does it.
 */
final class SnowSunday implements AutoCloseable {
    static final String WINDOW = """
          - name: sunday-service
            zone: America/Chicago
            when: {days: SUN, opens: "08:30", closes: "19:00"}
            lead: 15m
            launch:
              - {slot: origin, image: ami-0123456789abcdef0, type: c7i.large, eip: eipalloc-0123456789abcdef0}
              - {slot: repeater, count: 2..5, scale: {cpu: 75}, image: ami-0123456789abcdef1, type: c7i.large}
        """;
    static final int FULL = 300;
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** How long after its launch a repeater serves streams. */
    private static final Duration BOOT = Duration.ofSeconds(90);

    /** Streams at some times of the day; evenly more or fewer in between. */
    private static final NavigableMap<String, Integer> DEMAND = new TreeMap<>(Map.ofEntries(
            Map.entry("00:00", 30),
            Map.entry("09:58", 30),
            Map.entry("10:03", 160),
            Map.entry("10:08", 400),
            Map.entry("10:12", 522),
            Map.entry("10:18", 560),
            Map.entry("10:22", 760),
            Map.entry("10:25", 875),
            Map.entry("10:27", 975),
            Map.entry("10:30", 1040),
            Map.entry("10:37", 1100),
            Map.entry("11:40", 1100),
            Map.entry("12:00", 450),
            Map.entry("12:20", 60),
            Map.entry("12:40", 30),
            Map.entry("23:59", 30)));

    final Stage stage;
    final List<Minute> minutes = new ArrayList<>();
    private final Map<String, Integer> streams = new TreeMap<>();
    private int lost;

    SnowSunday() {
        stage = new Stage(WINDOW);
        stage.clock.set("2026-11-22T14:10:00Z");
    }

    /**
     * One minute of that Sunday.
     *
     * @param streams in all
     * @param repeaters the streams on each, in the order of their launch
     * @param cpu the average of those that are open, in percent
     * @param event what was decided in it; empty if nothing
     */
    record Minute(String time, int streams, List<Integer> repeaters, long cpu, String event) {
        long megabits() {
            return Math.round(streams * 0.6);
        }

        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %,d | %d | %d | %s | %d %% | %s |",
                    time,
                    streams,
                    megabits(),
                    repeaters.size(),
                    repeaters.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    cpu,
                    event);
        }
    }

    /** Lets the time pass until then, local time. */
    void runTo(String time) {
        while (local(stage.clock.instant()).compareTo(time) < 0) {
            minute();
        }
    }

    private void minute() {
        Instant from = stage.clock.instant();
        int before = stage.windows.declared().isEmpty() ? 0 : scalings().size();
        stage.askForLoad();
        stage.windows.reconcile();
        stage.clock.pass(Stage.TICK);
        stage.windows.reconcile();
        stage.clock.pass(Stage.TICK);
        List<SlotScaling> now = scalings();
        String event = now.subList(Math.min(before, now.size()), now.size()).stream()
                .map(SlotScaling::words)
                .collect(Collectors.joining(", "));
        serve(from, demand(local(from)));
        minutes.add(new Minute(
                local(from),
                streams.values().stream().mapToInt(Integer::intValue).sum(),
                inOrder(),
                average(),
                event));
    }

    private List<SlotScaling> scalings() {
        return stage.journal.unfinished().stream()
                .flatMap(entry -> entry.scalings().stream())
                .toList();
    }

    private List<Integer> inOrder() {
        return stage.ec2.launches.ids.stream()
                .filter(streams::containsKey)
                .map(streams::get)
                .toList();
    }

    private long average() {
        return Math.round(
                streams.values().stream().mapToDouble(SnowSunday::cpu).average().orElse(0));
    }

    /** Distributes the streams, and has CloudWatch measure the repeaters. */
    private void serve(Instant minute, int wanted) {
        List<String> open = new ArrayList<>();
        List<String> running = new ArrayList<>();
        for (OccurrenceRecord entry : stage.journal.unfinished()) {
            for (SlotLaunch launch : entry.launches()) {
                boolean isUp = launch.slot().startsWith("repeater")
                        && launch.phase() == SlotLaunch.Phase.LAUNCHED
                        && !stage.ec2.state(launch.instanceId()).equals("terminated")
                        && !launch.requestedAt().plus(BOOT).isAfter(minute.plus(MINUTE));
                if (isUp) {
                    running.add(launch.instanceId());
                }
                if (isUp
                        && stage.ec2.launches.tags(launch.instanceId()).stream()
                                .noneMatch(tag -> tag.key().equals("lamplighter-drain"))) {
                    open.add(launch.instanceId());
                }
            }
        }
        streams.keySet().retainAll(running);
        running.forEach(id -> streams.putIfAbsent(id, 0));
        leave(wanted);
        int missing =
                wanted - streams.values().stream().mapToInt(Integer::intValue).sum();
        for (int i = 0; i < missing && !open.isEmpty(); i++) {
            String fewest = Collections.min(open, Comparator.comparingInt(id -> streams.getOrDefault(id, 0)));
            if (streams.getOrDefault(fewest, 0) < FULL) {
                streams.merge(fewest, 1, Integer::sum);
            } else {
                lost++;
            }
        }
        streams.forEach((id, count) -> stage.cloudWatch.put(id, "CPUUtilization", minute, cpu(count)));
    }

    /** Viewers go home from all repeaters alike. */
    private void leave(int wanted) {
        int all = streams.values().stream().mapToInt(Integer::intValue).sum();
        for (int i = all; i > wanted; i--) {
            String most = Collections.max(new HashMap<>(streams).entrySet(), Map.Entry.comparingByValue())
                    .getKey();
            streams.merge(most, -1, Integer::sum);
        }
    }

    /** How many streams found every repeater full. */
    int turnedAway() {
        return lost;
    }

    /** 75 % at 260 streams, all of it at 300. */
    static double cpu(int streams) {
        return streams <= 260 ? streams * 75 / 260.0 : 75 + (streams - 260) * 25 / 40.0;
    }

    private static int demand(String time) {
        Map.Entry<String, Integer> from = DEMAND.floorEntry(time);
        Map.Entry<String, Integer> to = DEMAND.ceilingEntry(time);
        int length = minuteOfDay(to.getKey()) - minuteOfDay(from.getKey());
        return length == 0
                ? from.getValue()
                : from.getValue()
                        + (to.getValue() - from.getValue()) * (minuteOfDay(time) - minuteOfDay(from.getKey())) / length;
    }

    private static int minuteOfDay(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }

    static String local(Instant instant) {
        return TIME.format(instant.atZone(CHICAGO));
    }

    /** The minutes from one to another, both included, as a table of a document. */
    String table(String from, String to) {
        String rows = between(from, to).stream().map(Minute::row).collect(Collectors.joining("\n"));
        return """
            | time | streams | Mbit/s | repeaters | streams on each | average CPU | decided |
            |---|---|---|---|---|---|---|
            """ + rows + "\n";
    }

    List<Minute> between(String from, String to) {
        return minutes.stream()
                .filter(minute ->
                        minute.time().compareTo(from) >= 0 && minute.time().compareTo(to) <= 0)
                .toList();
    }

    @Override
    public void close() {
        stage.close();
    }
}
