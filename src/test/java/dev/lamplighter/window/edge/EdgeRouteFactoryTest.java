package dev.lamplighter.window.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.TemplatedRoute;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quartz.CronExpression;

/** Quartz's own CronExpression says when it would ring; the schedule says when the edges are. */
final class EdgeRouteFactoryTest {
    /** Four weeks without a change of the clocks in America/Chicago. */
    private static final Instant FROM = Instant.parse("2026-05-04T00:00:00Z");

    private static final Instant TO = FROM.plus(Duration.ofDays(28));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "days: MON-FRI, opens: '12:35', closes: '15:30' | 5m | 0 30 12 ? * MON,TUE,WED,THU,FRI | 0 30 15 ? * MON,TUE,WED,THU,FRI",
                "days: SUN, opens: '00:05', closes: '23:00' | 10m | 0 55 23 ? * SAT | 0 0 23 ? * SUN",
                "days: 'SAT', opens: '22:00', closes: '02:00' | 30s | 30 59 21 ? * SAT | 0 0 2 ? * SUN",
                "days: MON, opens: '08:00:15', closes: '09:00' | 26h | 15 0 6 ? * SUN | 0 0 9 ? * MON",
                "days: FRI, opens: '18:00', closes: 'MON 08:00' | 10m | 0 50 17 ? * FRI | 0 0 8 ? * MON",
                "days: SUN, opens: '00:05', closes: 'SUN 00:04', overnight: true | 10m | 0 55 23 ? * SAT | 0 4 0 ? * SUN",
                "days: second SUN, opens: '08:00', closes: '12:00' | 10m | 0 50 7 ? * SUN#2 | 0 0 12 ? * SUN#2",
                "days: last SUN, opens: '08:00', closes: 'TUE 12:00' | 0s | 0 0 8 ? * SUNL | 0 0 12 ? * TUE",
                "days: third FRI, opens: '00:05', closes: '12:00' | 10m | 0 55 23 ? * THU | 0 0 12 ? * FRI#3",
                "days: 'second SUN,WED', opens: '08:00', closes: '12:00' | 0s | 0 0 8 ? * WED,SUN | 0 0 12 ? * WED,SUN",
                "days: MON-FRI, months: 'MAY,JUL', opens: '08:00', closes: '12:00' | 0s | 0 0 8 ? 5,7 MON,TUE,WED,THU,FRI | 0 0 12 ? 5,7 MON,TUE,WED,THU,FRI",
                "days: SUN, every: 2 weeks, from: 2026-01-04, opens: '08:00', closes: '12:00' | 0s | 0 0 8 ? * SUN | 0 0 12 ? * SUN",
                "days: SAT-SUN, allDay: true | 10m | 0 50 23 ? * FRI,SAT | 0 0 0 ? * MON,SUN",
                "cron: '30 8 * * 0', for: 10h30m | 15m | 0 15 8 ? * SUN | 0 0 19 ? * SUN",
                "cron: '30 8 * * 1-5', for: 1h | 0s | 0 30 8 ? * MON,TUE,WED,THU,FRI | 0 30 9 ? * MON,TUE,WED,THU,FRI",
                "cron: '* * * * *', for: 35s | 5s | 55 * * ? * * | 35 * * ? * *",
                "cron: '*/15 8-10 * * *', for: 5m | 0s | 0 0,15,30,45 8,9,10 ? * * | 0 5,20,35,50 8,9,10 ? * *",
                "cron: '0,45 8 * * 2', for: 30m | 0s | 0 0,45 8 ? * TUE | 0 * * * * ?",
                "cron: '0 12 13 * 5', for: 1h | 0s | 0 * * * * ? | 0 * * * * ?",
                "cron: '0 12 5,10 5 *', for: 1h | 1h | 0 0 11 5,10 5 ? | 0 0 13 5,10 5 ?",
                "cron: '0 0 5 * *', for: 1h | 1h | 0 * * * * ? | 0 0 1 5 1,2,3,4,5,6,7,8,9,10,11,12 ?",
                "cron: '0 0 5 * 0-7', for: 1h | 0s | 0 * * * * ? | 0 * * * * ?",
                "cron: '0,10 0 * * 0', for: 20m | 5m | 0 * * * * ? | 0 20,30 0 ? * SUN"
            })
    void quartzRingsAtEveryEdge(String when, String lead, String startCron, String stopCron) throws Exception {
        StreamingWindow window = window(when, "America/Chicago", lead);
        List<TemplatedRoute> routes = EdgeRouteFactory.of(List.of(window), FROM);

        assertThat(cron(routes, "w.start")).isEqualTo(startCron);
        assertThat(cron(routes, "w.stop")).isEqualTo(stopCron);
        assertRingsAtAll(
                window,
                routes,
                "w.start",
                occurrence -> occurrence.start().minus(window.windowTimings().lead()));
        assertRingsAtAll(window, routes, "w.associate", Occurrence::start);
        assertRingsAtAll(window, routes, "w.stop", Occurrence::end);
    }

    private static void assertRingsAtAll(
            StreamingWindow window, List<TemplatedRoute> routes, String routeId, Function<Occurrence, Instant> edge)
            throws Exception {
        TemplatedRoute route = route(routes, routeId);
        CronExpression rings =
                new CronExpression(String.valueOf(route.parameters().get("cron")));
        rings.setTimeZone(TimeZone.getTimeZone(route.parameters().get("zone")));
        List<Occurrence> occurrences = window.schedule().occurrences(FROM, TO);
        assertThat(occurrences)
                .as("a table row without an occurrence shows nothing")
                .isNotEmpty();
        for (Occurrence occurrence : occurrences) {
            assertThat(rings.isSatisfiedBy(Date.from(edge.apply(occurrence))))
                    .as("%s at %s, %s", routeId, edge.apply(occurrence), route)
                    .isTrue();
        }
    }

    /** Both rings are at the moment of each guard, and a guard has no other route. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "days: MON-FRI, at: '22:00' | 0 0 22 ? * MON,TUE,WED,THU,FRI",
                "days: last SUN, at: '12:00:15', within: 3h | 15 0 12 ? * SUNL",
                "cron: '30 20,23 * * *' | 0 30 20,23 ? * *"
            })
    void aGuardRingsAtItsMoments(String guard, String cron) throws Exception {
        ParsedWindowsFile file = ParsedWindowsFile.parse("windows.yaml", """
                windows:
                  - name: w
                    zone: America/Chicago
                    guard: {%s}
                    instance: i-0123456789abcdef0
                """.formatted(guard), FROM);
        assertThat(file.problems()).isEmpty();
        StreamingWindow window = file.windows().get(0);

        List<TemplatedRoute> routes = EdgeRouteFactory.of(List.of(window), FROM);

        assertThat(routes).extracting(TemplatedRoute::routeId).containsExactly("w.stop");
        assertThat(cron(routes, "w.stop")).isEqualTo(cron);
        assertRingsAtAll(window, routes, "w.stop", Occurrence::start);
    }

    @Test
    void aOneOffRingsOnceAndNotAtAllWhenItsEdgeHasPassed() throws Exception {
        StreamingWindow window = window("from: 2026-12-24T14:00, to: 2026-12-25T01:00:30", "America/Chicago", "10m");

        List<TemplatedRoute> before = EdgeRouteFactory.of(List.of(window), FROM);
        assertThat(cron(before, "w.start")).isEqualTo("0 50 19 24 12 ? 2026");
        assertThat(cron(before, "w.stop")).isEqualTo("30 0 7 25 12 ? 2026");
        assertThat(new CronExpression(cron(before, "w.stop")).getTimeAfter(Date.from(FROM)))
                .isNotNull();
        assertThat(EdgeRouteFactory.of(List.of(window), Instant.parse("2026-12-24T20:00:00Z")))
                .extracting(TemplatedRoute::routeId)
                .containsExactly("w.stop");
        assertThat(EdgeRouteFactory.of(List.of(window), Instant.parse("2026-12-25T07:00:30Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"UTC, UTC", "Z, UTC", "+05:30, GMT+05:30", "Asia/Kathmandu, Asia/Kathmandu"})
    void quartzNeverTakesAZoneForGmtInSilence(String zone, String zoneForQuartz) {
        StreamingWindow window = window("days: MON, opens: '08:00', closes: '09:00'", zone, "0s");

        assertThat(route(EdgeRouteFactory.of(List.of(window), FROM), "w.start").parameters())
                .containsEntry("zone", zoneForQuartz);
    }

    @Test
    void aZoneThatQuartzCannotSayIsWatchedEveryMinute() {
        StreamingWindow window = window("days: MON, opens: '08:00', closes: '09:00'", "+05:30:15", "0s");

        assertThat(route(EdgeRouteFactory.of(List.of(window), FROM), "w.start").parameters())
                .containsEntry("cron", "0 * * * * ?")
                .containsEntry("zone", "GMT");
    }

    private static StreamingWindow window(String when, String zone, String lead) {
        ParsedWindowsFile file = ParsedWindowsFile.parse("windows.yaml", """
                windows:
                  - name: w
                    zone: "%s"
                    when: {%s}
                    lead: %s
                    instance: i-0123456789abcdef0
                    addresses: [{eip: eipalloc-0123456789abcdef0, eni: eni-0123456789abcdef0}]
                """.formatted(zone, when, lead), FROM);
        assertThat(file.problems()).isEmpty();
        return file.windows().get(0);
    }

    private static String cron(List<TemplatedRoute> routes, String routeId) {
        return String.valueOf(route(routes, routeId).parameters().get("cron"));
    }

    private static TemplatedRoute route(List<TemplatedRoute> routes, String routeId) {
        return routes.stream()
                .filter(route -> route.routeId().equals(routeId))
                .findFirst()
                .orElseThrow();
    }
}
