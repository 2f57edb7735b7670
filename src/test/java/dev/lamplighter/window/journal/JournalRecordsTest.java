package dev.lamplighter.window.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the records of the journal count, compare and keep. */
final class JournalRecordsTest {
    private static final Instant START = Instant.parse("2026-11-22T14:30:00Z");
    private static final Instant END = Instant.parse("2026-11-23T01:00:00Z");
    private static final String ID = "i-0123456789abcdef0";

    @Test
    void startsAndRefusalsAreCounted() {
        InstanceStartAttempts started = InstanceStartAttempts.NAMED.starting().starting();
        assertThat(started).isEqualTo(new InstanceStartAttempts(ClaimPhase.STARTING, 2, 0, "", 0));
        assertThat(started.notStarted("VcpuLimitExceeded", true))
                .isEqualTo(new InstanceStartAttempts(ClaimPhase.STARTING, 1, 1, "VcpuLimitExceeded", 1));
        assertThat(started.refused("", false))
                .isEqualTo(new InstanceStartAttempts(ClaimPhase.STARTING, 2, 1, "no answer", 0));
        assertThat(started.refused("", false).starting().refusal()).isEmpty();
    }

    @Test
    void whatRunsHasNoRefusalsAnyMore() {
        InstanceStartAttempts refused = new InstanceStartAttempts(ClaimPhase.HELD, 2, 3, "Unsupported", 1);

        assertThat(refused.running()).isEqualTo(new InstanceStartAttempts(ClaimPhase.HELD, 2, 0, "", 1));
        assertThat(InstanceStartAttempts.NAMED.running())
                .isEqualTo(new InstanceStartAttempts(ClaimPhase.HELD, 0, 0, "", 0));
        InstanceStartAttempts runs = refused.running();
        assertThat(runs.running()).isSameAs(runs);
    }

    @Test
    void whatRanWithoutOurDoingCountsLikeOneStart() {
        assertThat(InstanceStartAttempts.NAMED.adopted().starts()).isEqualTo(1);
        assertThat(InstanceStartAttempts.NAMED.adopted().adopted().starts()).isEqualTo(1);
        assertThat(InstanceStartAttempts.NAMED.starting().starting().adopted().starts())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void whatHasBegunToCloseIsNotOpenAndNothingIsAtItsEnd(Phase phase) {
        OccurrenceRecord entry = opening().withPhase(phase);

        assertThat(entry.isOpen(END.minusNanos(1))).isEqualTo(phase != Phase.CLOSING && phase != Phase.CLOSED);
        assertThat(entry.isOpen(END)).isFalse();
    }

    @Test
    void anEntryKeepsWhatIsSaidOfIt() {
        OccurrenceRecord entry = opening();
        assertThat(entry.claim(ID)).isEqualTo(InstanceStartAttempts.NAMED);
        assertThat(entry.claim("i-1")).isEqualTo(InstanceStartAttempts.RELEASED);
        assertThat(entry.withClaim(ID, InstanceStartAttempts.NAMED)).isSameAs(entry);
        assertThat(entry.withClaim(ID, InstanceStartAttempts.NAMED.starting())
                        .claim(ID)
                        .claimPhase())
                .isEqualTo(ClaimPhase.STARTING);
        assertThat(entry.withPhase(Phase.OPENING)).isSameAs(entry);
        OccurrenceRecord told = entry.withAttempt("first").withAttempt("second").withError("refused");
        assertThat(told.attempts()).isEqualTo(2);
        assertThat(told.lastReason()).isEqualTo("second");
        assertThat(told.lastError()).isEqualTo("refused");
        assertThat(told.withReason("third").lastReason()).isEqualTo("third");
        assertThat(told.withEnd(START.plusSeconds(1)).end()).isEqualTo(START.plusSeconds(1));
    }

    private static OccurrenceRecord opening() {
        return OccurrenceRecord.opening("sunday", START, END, List.of(ID));
    }

    /** In either direction of a clock's jump. */
    @ParameterizedTest
    @CsvSource({"19999, true", "20000, false", "-19999, true", "-20000, false"})
    void aCallIsWithinLessThanItsSpacing(long millis, boolean within) {
        assertThat(new LastCall(ID, "START", START).isWithin(Duration.ofSeconds(20), START.plusMillis(millis)))
                .isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource({"START, 299, true", "START, 300, false", "START, -299, true", "STOP, 1, false"})
    void aStartBeganTheRunThatWasLaunchedAroundIt(String action, long seconds, boolean began) {
        assertThat(new LastCall(ID, action, START).began(START.plusSeconds(seconds)))
                .isEqualTo(began);
    }

    @Test
    void allTypesThatWereLentAreKept() {
        SubstituteInstanceType lent = new SubstituteInstanceType(ID, "c7i.large", List.of("c7a.large"))
                .and("m7i.large")
                .and("c7a.large");

        assertThat(SubstituteInstanceType.of(ID, "c7i.large", lent.lentText())).isEqualTo(lent);
        assertThat(lent.lentText()).isEqualTo("c7a.large,m7i.large");
        assertThat(lent.isLent("m7i.large")).isTrue();
        assertThat(lent.isLent("r7i.large")).isFalse();
        assertThat(lent.and("c7i.large").isLent("c7i.large")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "59, true", "60, false"})
    void anInstructionCoversItsFromAndNotItsUntil(long second, boolean covers) {
        AuditInfo auditInfo = new AuditInfo(START, "ann", "why");

        assertThat(new WindowOverride(OverrideType.SKIP, "sunday", START, START.plusSeconds(60), auditInfo)
                        .covers(START.plusSeconds(second)))
                .isEqualTo(covers);
        assertThat(auditInfo.words()).isEqualTo("by ann: why");
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 60", "10, 100, 50", "0, 40, 40", "70, 100, 0", "60, 100, 0", "-50, 0, 0", "-50, 10, 10"})
    void onlyThePartOfASpanThatLiesWithinCounts(long from, long to, long seconds) {
        StateInterval ended = new StateInterval("sunday", START, ID, START, START.plusSeconds(60));
        assertThat(ended.within(START.plusSeconds(from), START.plusSeconds(to))).hasSeconds(seconds);
    }

    @Test
    void aSpanThatLastsGoesOnUntilNow() {
        StateInterval lasting = new StateInterval("sunday", START, "eipalloc-1", START, null);

        assertThat(lasting.within(START.plusSeconds(10), START.plusSeconds(100)))
                .hasSeconds(90);
        assertThat(lasting.endedOr(END)).isEqualTo(END);
        assertThat(lasting.isOfAddress()).isTrue();
        assertThat(lasting.isOfInstance()).isFalse();
        assertThat(new StateInterval("sunday", START, ID, START, END).endedOr(START))
                .isEqualTo(END);
        assertThat(new StateInterval("sunday", START, ID, START, null).isOfInstance())
                .isTrue();
        assertThat(new StateInterval("sunday", START, StateInterval.READY, START, null).isOfAddress())
                .isFalse();
    }
}
