package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.ProblemException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A year of Sundays for which an origin and a repeater are launched, with kills, lost answers, spells without capacity and lists
 * that lag behind: no second is billed outside a window, as java.time says when it is open. Ten years by
 * {@code -Dlamplighter.years=10}.
 */
@ExtendWith(QuietWindows.class)
final class LaunchedYearTest {
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final int YEARS = Integer.getInteger("lamplighter.years", 1);
    private static final long SEED = Long.getLong("lamplighter.seed", 20_261_122L);
    private static final Duration LEAD = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofMinutes(10);
    /** Both changes of the clocks, and a month without; of ten years all. */
    private static final List<Integer> MONTHS = List.of(3, 6, 11);

    private static final int SLOTS = 2;
    private static final String WINDOW = """
              - name: night-watch
                zone: America/Chicago
                when: {days: SAT, opens: "23:30", closes: "02:30", overnight: true}
                launch:
                  - {slot: origin, image: ami-0123456789abcdef0, type: [c7i.large, c6i.large], eip: eipalloc-0123456789abcdef0}
                  - {slot: repeater, image: ami-0123456789abcdef1, type: c7i.large}
            """;

    /** When the machines may be billed: from the lead to the end and its grace. */
    private record Night(Instant start, Instant end) {
        boolean covers(SimulatedLaunches.Launched launched) {
            return !launched.from().isBefore(start.minus(LEAD))
                    && launched.to() != null
                    && !launched.to().isAfter(end.plus(GRACE));
        }
    }

    private static List<Night> nights() {
        List<Night> nights = new ArrayList<>();
        LocalDate last = LocalDate.of(2027 + YEARS, 1, 1);
        LocalDate day = LocalDate.of(2027, 1, 1).with(TemporalAdjusters.nextOrSame(DayOfWeek.SATURDAY));
        for (; day.isBefore(last); day = day.plusWeeks(1)) {
            if (YEARS == 1 && !MONTHS.contains(day.getMonthValue())) {
                continue;
            }
            nights.add(new Night(
                    day.atTime(23, 30).atZone(CHICAGO).toInstant(),
                    closing(day.plusDays(1).atTime(2, 30))));
        }
        return nights;
    }

    /** A time that the clocks jump over is the instant of the jump. */
    private static Instant closing(LocalDateTime local) {
        ZoneOffsetTransition jump = CHICAGO.getRules().getTransition(local);
        return jump != null && jump.isGap()
                ? jump.getInstant()
                : local.atZone(CHICAGO).toInstant();
    }

    @Test
    void noSecondIsBilledWithoutAWindow() {
        Random random = new Random(SEED);
        try (Stage stage = new Stage(WINDOW)) {
            List<Night> nights = nights();
            int ready = 0;
            for (Night night : nights) {
                int before = stage.ec2.launches.ids.size();
                trouble(stage, random, night);
                stage.clock.passTo(night.start().minus(Duration.ofMinutes(12)));
                pass(stage, random, night.start());
                ready += stage.state("night-watch").equals("OPEN") ? 1 : 0;
                pass(stage, random, night.start().plus(Duration.ofMinutes(10)));
                stage.clock.passTo(night.end().minus(Duration.ofMinutes(1)));
                pass(stage, random, night.end().plus(Duration.ofMinutes(12)));
                List<String> ids = stage.ec2.launches.ids.subList(before, stage.ec2.launches.ids.size());
                assertThat(ids).as(night.toString()).hasSize(SLOTS);
                assertThat(ids)
                        .extracting(id -> Objects.requireNonNull(stage.ec2.launches.of(id)))
                        .as("seed %d, %s", SEED, night)
                        .allMatch(night::covers);
            }
            assertThat(ready).isGreaterThan(nights.size() * 8 / 10);
            long billed = stage.ec2.launches.ids.stream()
                    .map(id -> Objects.requireNonNull(stage.ec2.launches.of(id)))
                    .mapToLong(one -> Duration.between(one.from(), Objects.requireNonNull(one.to()))
                            .toSeconds())
                    .sum();
            long open = nights.stream()
                    .mapToLong(night ->
                            SLOTS * Duration.between(night.start(), night.end()).toSeconds())
                    .sum();
            assertThat(billed).isBetween(open * 98 / 100, open * 110 / 100);
        }
    }

    private static void pass(Stage stage, Random random, Instant until) {
        while (stage.clock.instant().isBefore(until)) {
            if (random.nextInt(25) == 0) {
                stage.restart();
            }
            try {
                stage.windows.reconcile();
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isEqualTo("WINDOW-109");
            } catch (Killed e) {
                stage.restart();
            }
            stage.clock.pass(Stage.TICK);
        }
    }

    /** What goes wrong in a night: until five minutes before its start, and for two minutes after its end. */
    private static void trouble(Stage stage, Random random, Night night) {
        stage.ec2.launches.lag = Duration.ofSeconds(random.nextInt(60));
        for (String operation : List.of("RunInstances", "TerminateInstances", "AssociateAddress")) {
            stage.ec2.before(operation, id -> {
                if (isRough(stage, night) && random.nextInt(6) == 0) {
                    throw SimulatedEc2.refusal(
                            500, random.nextBoolean() ? "InsufficientInstanceCapacity" : "InternalError");
                }
            });
            stage.ec2.after(operation, id -> {
                if (isRough(stage, night) && random.nextInt(6) == 0) {
                    throw random.nextBoolean() ? SimulatedEc2.noAnswer() : new Killed();
                }
            });
        }
        stage.ec2.before("DescribeInstances", id -> {
            if (isRough(stage, night) && random.nextInt(12) == 0) {
                throw SimulatedEc2.refusal(503, "RequestLimitExceeded");
            }
        });
    }

    private static boolean isRough(Stage stage, Night night) {
        Instant now = stage.clock.instant();
        return now.isBefore(night.start().minus(Duration.ofMinutes(5)))
                || (now.isAfter(night.end()) && now.isBefore(night.end().plus(Duration.ofMinutes(2))));
    }

    /** The process dies. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
