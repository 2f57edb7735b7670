package dev.lamplighter.window.simulation;

import dev.lamplighter.window.simulation.Spell.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;

/** The troubles of one simulated year, drawn by lot; most of them near an edge of a window, where they hurt. */
final class Weather {
    private final List<Spell> spells = new ArrayList<>();
    private final List<Happening> happenings = new ArrayList<>();
    private final Random random;
    private final List<Instant> edges;
    private final Timetable timetable;

    private Weather(Timetable timetable, Random random) {
        this.timetable = timetable;
        this.random = random;
        this.edges = timetable.occurrences().stream()
                .flatMap(planned -> List.of(planned.leadFrom(), planned.start(), planned.end()).stream())
                .toList();
    }

    static Weather calm(Timetable timetable) {
        return new Weather(timetable, new Random(0));
    }

    /** About {@code strength} of every kind of trouble. */
    static Weather of(Timetable timetable, Random random, int strength) {
        Weather weather = new Weather(timetable, random);
        for (int i = 0; i < strength; i++) {
            weather.spell(Trouble.UNREACHABLE, "", 20);
            weather.spell(Trouble.THROTTLED, "", 15);
            weather.spell(Trouble.SERVICE_DOWN, "", 90);
            weather.spell(Trouble.NO_CAPACITY, weather.anInstance(), 30);
            weather.spell(Trouble.NO_STOP, weather.anInstance(), 30);
            weather.spell(Trouble.ADDRESS_HELD, weather.anAddress(), 60);
            for (Happening.What what : Happening.What.values()) {
                weather.happenings.add(new Happening(what, weather.anInstance(), weather.nearAnEdge()));
            }
        }
        weather.happenings.sort(Comparator.comparing(Happening::at));
        return weather;
    }

    private void spell(Trouble trouble, String about, int mostMinutes) {
        Instant from = nearAnEdge();
        spells.add(new Spell(trouble, about, from, from.plusSeconds(30 + random.nextInt(mostMinutes * 60))));
    }

    /** From 20 minutes before to 10 minutes after. */
    private Instant nearAnEdge() {
        return edges.get(random.nextInt(edges.size())).plusSeconds(random.nextInt(1800) - 1200L);
    }

    private String anInstance() {
        return timetable.instances().get(random.nextInt(timetable.instances().size()));
    }

    private String anAddress() {
        return timetable.addresses().get(random.nextInt(timetable.addresses().size()));
    }

    List<Spell> spells() {
        return spells;
    }

    List<Happening> happenings() {
        return happenings;
    }

    boolean isOn(Trouble trouble, String resource, Instant now) {
        return spells.stream()
                .anyMatch(spell -> spell.trouble() == trouble && spell.befalls(resource) && spell.isOn(now));
    }

    /** Whether anything befell the service, EC2 or one of the resources in a time. */
    boolean isRough(List<String> resources, Instant begin, Instant end) {
        return spells.stream()
                        .filter(spell -> spell.overlaps(begin, end))
                        .anyMatch(spell -> spell.about().isEmpty() || resources.contains(spell.about()))
                || happenings.stream()
                        .filter(happening -> resources.contains(happening.instance()))
                        .anyMatch(happening -> !happening.at().isBefore(begin)
                                && happening.at().isBefore(end));
    }

    /** When the last spell that can hold up a stop of the instance is over; {@code now} if none is on. */
    Instant stopHeldUpUntil(String instance, Instant since, Instant now) {
        Instant until = since;
        for (Spell spell : spells) {
            boolean matters = spell.trouble() != Trouble.NO_CAPACITY && spell.trouble() != Trouble.ADDRESS_HELD;
            if (matters
                    && spell.befalls(instance)
                    && spell.overlaps(since.minus(Duration.ofMinutes(2)), now)
                    && spell.until().isAfter(until)) {
                until = spell.until();
            }
        }
        return until;
    }

    /** Every instant at which something begins or ends. */
    NavigableSet<Instant> moments() {
        NavigableSet<Instant> moments = new TreeSet<>();
        spells.forEach(spell -> {
            moments.add(spell.from());
            moments.add(spell.until());
        });
        happenings.forEach(happening -> moments.add(happening.at()));
        return moments;
    }
}
