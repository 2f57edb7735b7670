package dev.lamplighter.cost.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Charges of hours, divided among occurrences; all numbers are worked out by hand. */
final class StreamCostJoinTest {
    private static final Instant MONTH = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-12-20T00:00:00Z");

    private static Instant at(String time) {
        return Instant.parse("2026-11-08T" + time + ":00Z");
    }

    private static Occurrence occurrence(String window, String opened, String closed, String... resources) {
        return new Occurrence(window, at(opened), at(opened), at(closed), Set.of(resources));
    }

    private static Charge machine(String hour, String running, String cost) {
        return charge("i-1", hour, running, ChargePurpose.MACHINE, cost, "USD");
    }

    private static Charge charge(
            String resource, String hour, String running, ChargePurpose kind, String cost, String currency) {
        return new Charge(
                resource,
                at(hour),
                at(hour).plusSeconds(3600),
                new BigDecimal(running),
                Map.of(kind, new BigDecimal(cost)),
                currency);
    }

    private static StreamCosts costs(List<Occurrence> occurrences, Charge... charges) {
        StreamCostJoin join = new StreamCostJoin(occurrences, MONTH);
        List.of(charges).forEach(join::add);
        return join.costs(LATER);
    }

    private static void expect(BigDecimal value, String expected) {
        assertThat(value).isEqualByComparingTo(expected);
    }

    /** 40 minutes of 0.60 an hour, two whole hours, 40 minutes: 3 h 20 min cost 2.00, and 0.60 an hour. */
    @Test
    void aStreamThatBeginsAndEndsWithinHoursCostsWhatItsMachineRan() {
        StreamCosts costs = costs(
                List.of(occurrence("service", "09:20", "12:40", "i-1")),
                machine("09:00", "0.6666666667", "0.40"),
                machine("10:00", "1", "0.60"),
                machine("11:00", "1", "0.60"),
                machine("12:00", "0.6666666667", "0.40"));

        OccurrenceCost stream = costs.occurrences().get(0);
        expect(stream.total(), "2.00");
        expect(stream.occurrence().hours(), "3.3333");
        assertThat(stream.perHour()).isBetween(new BigDecimal("0.5999"), new BigDecimal("0.6001"));
        assertThat(stream.isIncomplete()).isFalse();
        expect(costs.resources().get(0).outsideTotal(), "0");
    }

    /** The volume costs 0.06 in each hour: 40 of 60 minutes are the stream's, 20 are not. */
    @Test
    void aVolumeCostsAsLongAsItExistsSoOnlyTheMinutesOfTheStreamAreItsOwn() {
        StreamCosts costs = costs(
                List.of(occurrence("service", "09:20", "12:40", "i-1", "vol-1")),
                charge("vol-1", "08:00", "0", ChargePurpose.STORAGE, "0.06", "USD"),
                charge("vol-1", "09:00", "0", ChargePurpose.STORAGE, "0.06", "USD"),
                charge("vol-1", "10:00", "0", ChargePurpose.STORAGE, "0.06", "USD"));

        assertThat(costs.occurrences().get(0).costs()).containsOnlyKeys(ChargePurpose.STORAGE);
        expect(costs.occurrences().get(0).total(), "0.10");
        expect(costs.resources().get(0).outsideTotal(), "0.08");
        assertThat(costs.uncharged()).containsExactly("i-1");
    }

    /** 10 and 30 minutes of 40 that ran for 0.40; the second window gets the rest to the last digit. */
    @Test
    void twoStreamsInOneHourDivideItByTheirSeconds() {
        StreamCosts costs = costs(
                List.of(occurrence("a", "09:00", "09:10", "i-1"), occurrence("b", "09:30", "10:00", "i-1")),
                machine("09:00", "0.6666666667", "0.40"));

        expect(costs.occurrences().get(0).total(), "0.10");
        expect(costs.occurrences().get(1).total(), "0.30");
    }

    /** Both are open from 09:00 to 09:30 and the machine runs on: half of the hour is theirs, in halves. */
    @Test
    void streamsAtTheSameTimeOnOneMachineShareItWithoutCountingItTwice() {
        StreamCosts costs = costs(
                List.of(occurrence("a", "09:00", "09:30", "i-1"), occurrence("b", "09:00", "09:30", "i-1")),
                machine("09:00", "1", "0.60"));

        expect(costs.occurrences().get(0).total(), "0.15");
        expect(costs.occurrences().get(1).total(), "0.15");
        expect(costs.resources().get(0).outsideTotal(), "0.30");
    }

    @Test
    void aMachineLeftOnIsPaidWhileNoWindowIsOpen() {
        StreamCosts costs = costs(
                List.of(occurrence("service", "09:00", "09:40", "i-1")),
                machine("09:00", "1", "0.60"),
                machine("10:00", "1", "0.60"),
                machine("11:00", "1", "0.60"));

        expect(costs.occurrences().get(0).total(), "0.40");
        expect(costs.resources().get(0).outsideTotal(), "1.40");
    }

    /** The machine is on from 08:50, for the window that opens at 09:00: the ten minutes are the stream's, too. */
    @Test
    void theLeadOfAWindowIsPartOfItsCostAndNotOfItsHours() {
        Occurrence early = new Occurrence("service", at("08:50"), at("09:00"), at("10:00"), Set.of("i-1"));
        StreamCosts costs =
                costs(List.of(early), machine("08:00", "0.1666666667", "0.10"), machine("09:00", "1", "0.60"));

        expect(costs.occurrences().get(0).total(), "0.70");
        expect(costs.occurrences().get(0).perHour(), "0.70");
    }

    /** From 00:30 to 03:30 on the clock of New York it is four hours on the day that the clock goes back. */
    @Test
    void onTheDayTheClockGoesBackTheHourThatComesTwiceIsPaidTwice() {
        Instant opened =
                ZonedDateTime.parse("2026-11-01T00:30-04:00[America/New_York]").toInstant();
        Instant closed =
                ZonedDateTime.parse("2026-11-01T03:30-05:00[America/New_York]").toInstant();
        StreamCostJoin join =
                new StreamCostJoin(List.of(new Occurrence("night", opened, opened, closed, Set.of("i-1"))), MONTH);
        Stream.iterate(Instant.parse("2026-11-01T04:00:00Z"), hour -> hour.plusSeconds(3600))
                .limit(5)
                .forEach(hour -> join.add(new Charge(
                        "i-1",
                        hour,
                        hour.plusSeconds(3600),
                        BigDecimal.ONE,
                        Map.of(ChargePurpose.MACHINE, new BigDecimal("0.60")),
                        "USD")));

        OccurrenceCost stream = join.costs(LATER).occurrences().get(0);
        expect(stream.occurrence().hours(), "4");
        expect(stream.total(), "2.40");
        expect(stream.perHour(), "0.60");
    }

    @Test
    void currenciesAreNeverAddedUp() {
        StreamCosts costs = costs(
                List.of(occurrence("service", "09:00", "10:00", "i-1", "i-2")),
                machine("09:00", "1", "0.60"),
                charge("i-2", "09:00", "1", ChargePurpose.MACHINE, "4", "CNY"));

        assertThat(costs.occurrences()).extracting(OccurrenceCost::currency).containsExactly("CNY", "USD");
        expect(costs.occurrences().get(0).total(), "4");
        expect(costs.occurrences().get(1).total(), "0.60");
    }

    @Test
    void aReportWithoutTheResourcesLeavesTheStreamThereWithoutACost() {
        StreamCosts costs = costs(List.of(occurrence("service", "09:00", "10:00", "i-1")));

        assertThat(costs.occurrences()).singleElement().satisfies(stream -> {
            assertThat(stream.currency()).isEmpty();
            assertThat(stream.isIncomplete()).isTrue(); // the report doesn't reach so far
        });
        assertThat(costs.uncharged()).containsExactly("i-1");
    }

    /** A day's row with 4 hours for 2.40: the stream covers 3 h of those that the machine ran. */
    @Test
    void aReportOfDaysIsDividedByTheHoursThatItsMachineRan() {
        StreamCosts costs = costs(
                List.of(occurrence("service", "09:00", "12:00", "i-1", "vol-1")),
                day("i-1", "4", ChargePurpose.MACHINE, "2.40"),
                day("vol-1", "0", ChargePurpose.STORAGE, "0.24"));

        assertThat(costs.hasDaysOnly()).isTrue();
        expect(costs.occurrences().get(0).total(), "1.83"); // 1.80 + 3/24 of 0.24
    }

    private static Charge day(String resource, String running, ChargePurpose kind, String cost) {
        return new Charge(
                resource,
                at("00:00"),
                at("00:00").plusSeconds(86_400),
                new BigDecimal(running),
                Map.of(kind, new BigDecimal(cost)),
                "USD");
    }

    /** The report reaches to the end of the 8th, 192 h: at 0.60 it were 115.20, paid are 1.20. */
    @Test
    void savedIsWhatTheHoursWouldHaveCostInWhichTheMachineWasOff() {
        StreamCosts costs = costs(
                List.of(occurrence("service", "09:00", "11:00", "i-1")),
                machine("09:00", "1", "0.60"),
                machine("10:00", "1", "0.60"),
                charge("vol-1", "23:00", "0", ChargePurpose.STORAGE, "0.06", "USD"));

        expect(costs.saved("USD"), "114");
        expect(costs.saved("CNY"), "0");
    }

    @Test
    void aStreamOfTheLastThreeDaysIsIncomplete() {
        StreamCostJoin join = new StreamCostJoin(List.of(occurrence("service", "09:00", "10:00", "i-1")), MONTH);
        join.add(machine("09:00", "1", "0.60"));

        assertThat(join.costs(at("10:00").plusSeconds(3 * 86_400 - 1))
                        .occurrences()
                        .get(0)
                        .isIncomplete())
                .isTrue();
        assertThat(join.costs(at("10:00").plusSeconds(3 * 86_400))
                        .occurrences()
                        .get(0)
                        .isIncomplete())
                .isFalse();
    }

    /** A third of a cent has no end: what the streams and nobody paid is the charge, to the last digit. */
    @Test
    void roundingLosesNothing() {
        StreamCosts costs = costs(
                List.of(
                        occurrence("a", "09:00", "09:07", "i-1"),
                        occurrence("b", "09:07", "09:20", "i-1"),
                        occurrence("c", "09:20", "09:31", "i-1")),
                machine("09:00", "1", "0.0100000001"));

        BigDecimal sum = costs.occurrences().stream()
                .map(OccurrenceCost::total)
                .reduce(costs.resources().get(0).outsideTotal(), BigDecimal::add);
        expect(sum, "0.0100000001");
    }
}
