package dev.lamplighter.window.crontab;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes crontabs, and keeps what each line means apart from how it is written. */
final class RandomCrontab {
    /**
     * A call of a line.
     *
     * @param verb start, stop or associate
     * @param daysOfMonth empty for a star; so are the months and the days of the week, of which 0 is Sunday
     */
    record Call(
            String verb,
            List<String> ids,
            Set<Integer> minutes,
            Set<Integer> hours,
            Set<Integer> daysOfMonth,
            Set<Integer> months,
            Set<Integer> daysOfWeek) {
        boolean fires(WallClockMinutes clock, int at) {
            int minute = clock.minuteOfDay(at);
            if (!minutes.contains(minute % 60) || !hours.contains(minute / 60)) {
                return false;
            }
            boolean ofMonth = daysOfMonth.contains(clock.dayOfMonth(at));
            boolean ofWeek = daysOfWeek.contains(clock.dayOfWeek(at));
            boolean isEither = !daysOfMonth.isEmpty() && !daysOfWeek.isEmpty();
            boolean isBoth = (daysOfMonth.isEmpty() || ofMonth) && (daysOfWeek.isEmpty() || ofWeek);
            boolean day = isEither ? ofMonth || ofWeek : isBoth;
            return day && (months.isEmpty() || months.contains(clock.month(at)));
        }
    }

    private static final List<String> DAY_NAMES = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final List<String> MONTH_NAMES =
            List.of("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> WRAPPERS = List.of(
            "%s",
            "%s >/dev/null 2>&1",
            "root %s",
            "sudo -u ubuntu %s &>> /var/log/ec2.log",
            "cd /opt && nice -n 5 %s # over",
            "/usr/bin/env A=b %s",
            "bash -lc '%s'",
            "timeout 60 flock -n /tmp/lock %s",
            "(%s) >> /tmp/log-$(date +\\%%F) 2>&1");

    private final Random random;
    private final List<Call> calls = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    RandomCrontab(long seed, String zone) {
        random = new Random(seed);
        text.append("CRON_TZ=").append(zone).append('\n');
        int instances = 1 + random.nextInt(3);
        for (int i = 1; i <= instances; i++) {
            instance("i-0123456789abcde0" + i, i);
        }
    }

    String text() {
        return text.toString();
    }

    List<Call> calls() {
        return calls;
    }

    private void instance(String id, int number) {
        Set<Integer> daysOfWeek = random.nextInt(3) == 0 ? Set.of() : some(0, 6, 1 + random.nextInt(5));
        boolean dated = random.nextInt(4) == 0;
        Set<Integer> months = dated ? some(1, 12, 1 + random.nextInt(4)) : Set.of();
        Set<Integer> daysOfMonth = dated && random.nextBoolean() ? some(1, 28, 1 + random.nextInt(6)) : Set.of();
        Set<Integer> minutes = Set.of(random.nextInt(60));
        Set<Integer> hours = some(0, 23, 1 + random.nextInt(2));
        add(new Call("start", List.of(id), minutes, hours, daysOfMonth, months, daysOfWeek));
        if (random.nextInt(3) == 0) {
            int later = minutes.iterator().next() + 1 + random.nextInt(10);
            if (later < 60) {
                String address = "eipalloc-0123456789abcde0" + number;
                add(new Call("associate", List.of(address), Set.of(later), hours, daysOfMonth, months, daysOfWeek));
            }
        }
        int stops = 1 + random.nextInt(3);
        for (int i = 0; i < stops; i++) {
            boolean sameDays = random.nextBoolean();
            Set<Integer> stopDays =
                    sameDays ? daysOfWeek : random.nextBoolean() ? Set.of() : some(0, 6, 1 + random.nextInt(6));
            add(new Call(
                    "stop",
                    List.of(id),
                    Set.of(random.nextInt(60)),
                    some(0, 23, 1 + random.nextInt(2)),
                    sameDays ? daysOfMonth : Set.of(),
                    sameDays ? months : Set.of(),
                    stopDays));
        }
    }

    private Set<Integer> some(int lowest, int highest, int count) {
        Set<Integer> values = new TreeSet<>();
        int from = lowest + random.nextInt(highest - lowest + 1);
        for (int i = 0; i < count; i++) {
            values.add(
                    random.nextBoolean() ? Math.min(highest, from + i) : lowest + random.nextInt(highest - lowest + 1));
        }
        return values;
    }

    private void add(Call call) {
        calls.add(call);
        String command = String.join(" ", call.ids());
        command = switch (call.verb()) {
            case "associate" ->
                "aws ec2 associate-address --allocation-id " + command + " --network-interface-id "
                        + command.replace("eipalloc", "eni");
            default ->
                random.nextInt(4) == 0
                        ? "ec2-" + call.verb() + "-instances " + command
                        : "aws ec2 " + call.verb() + "-instances --instance-ids " + command;
        };
        text.append(field(call.minutes(), List.of()))
                .append(' ')
                .append(field(call.hours(), List.of()))
                .append(' ')
                .append(field(call.daysOfMonth(), List.of()))
                .append(' ')
                .append(field(call.months(), MONTH_NAMES))
                .append(random.nextBoolean() ? " " : "\t")
                .append(field(call.daysOfWeek(), DAY_NAMES))
                .append(' ')
                .append(String.format(WRAPPERS.get(random.nextInt(WRAPPERS.size())), command))
                .append('\n');
    }

    private String field(Set<Integer> values, List<String> names) {
        if (values.isEmpty()) {
            return "*";
        }
        List<Integer> sorted = List.copyOf(new TreeSet<>(values));
        int first = sorted.get(0);
        int last = sorted.get(sorted.size() - 1);
        int step = sorted.size() < 2 ? 1 : sorted.get(1) - first;
        boolean even = sorted.equals(IntStream.rangeClosed(first, last)
                .filter(value -> (value - first) % step == 0)
                .boxed()
                .toList());
        boolean named = !names.isEmpty() && random.nextBoolean();
        if (even && sorted.size() > 2) {
            return name(first, names, named) + "-" + name(last, names, named) + (step == 1 ? "" : "/" + step);
        }
        return sorted.stream()
                .map(value -> value == 0 && names == DAY_NAMES && !named && random.nextBoolean()
                        ? "7"
                        : name(value, names, named))
                .collect(Collectors.joining(","));
    }

    private String name(int value, List<String> names, boolean named) {
        return named ? names.get(value) : String.valueOf(value);
    }
}
