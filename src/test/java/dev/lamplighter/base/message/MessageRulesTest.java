package dev.lamplighter.base.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told what, and when. */
final class MessageRulesTest {
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final String ANN = "mail ann@example.org";

    private static Event event(String about) {
        return new Event(about, "1", Map.of(), "", "", "", null);
    }

    private static Message message(String place, String about) {
        return new Message(1, place, about, Map.of(), "", "", "", Instant.EPOCH);
    }

    private static MessageRules rules(@Nullable QuietTime quiet, String... routes) {
        return new MessageRules(List.of(ANN), Set.of(Event.ALERTS, Event.READY), quiet, Set.of(routes));
    }

    @Test
    void peopleAreToldWhatTheyAskedForAndRoutesWhatIsTheirs() {
        MessageRules rules = rules(null, Event.WINDOW_PHASE);

        assertThat(rules.placesFor(event(Event.ALERTS))).containsExactly(ANN);
        assertThat(rules.placesFor(event(Event.READY))).containsExactly(ANN, "route window-phase");
        assertThat(rules.placesFor(event(Event.OVER))).containsExactly("route window-phase");
        assertThat(rules.placesFor(event(Event.MONTH_PUBLISHED))).isEmpty();
        assertThat(rules(null, Event.MONTH_PUBLISHED).placesFor(event(Event.MONTH_PUBLISHED)))
                .containsExactly("route month-published");
        assertThat(rules(null, Event.ALERTS).placesFor(event(Event.ALERTS))).containsExactly(ANN);
        assertThat(rules(null, Event.MONTH_PUBLISHED, Event.INSTANCE_STATE).placesFor(event(Event.INSTANCE_STATE)))
                .containsExactly("route instance-state");
    }

    @Test
    void somethingIsWantedBySomebodyOrByNobody() {
        assertThat(rules(null).wants(Set.of(Event.OVER, Event.READY))).isTrue();
        assertThat(rules(null).wants(Set.of(Event.OVER))).isFalse();
        assertThat(rules(null, Event.WINDOW_PHASE).wants(Set.of(Event.OVER))).isTrue();
        assertThat(new MessageRules(List.of(), Set.of(Event.READY), null).wants(Set.of(Event.READY)))
                .isFalse();

        assertThat(MessageRules.NONE.isAny()).isFalse();
        assertThat(rules(null).isAny()).isTrue();
        assertThat(new MessageRules(List.of(), Set.of(), null, Set.of("a")).isAny())
                .isTrue();
    }

    @Test
    void aMessageThatWasKeptGoesToPlacesThatThereStillAre() {
        MessageRules rules = rules(null, Event.WINDOW_PHASE);

        assertThat(rules.isFor(ANN)).isTrue();
        assertThat(rules.isFor("mail ben@example.org")).isFalse();
        assertThat(rules.isFor("route window-phase")).isTrue();
        assertThat(rules.isFor("route instance-state")).isFalse();
        assertThat(rules.isFor("mails window-phase")).isFalse();
    }

    @Test
    void inQuietHoursNoticesToPeopleWaitAndNothingElse() {
        MessageRules rules = rules(QuietTime.parse("22:00-07:00", CHICAGO));
        Instant night = local("2026-11-22T23:00");

        assertThat(rules.isAllowed(message(ANN, Event.READY), night)).isFalse();
        assertThat(rules.isAllowed(message(ANN, Event.ALERTS), night)).isTrue();
        assertThat(rules.isAllowed(message("route window-phase", Event.READY), night))
                .isTrue();
        assertThat(rules.isAllowed(message(ANN, Event.READY), local("2026-11-22T21:59")))
                .isTrue();
        assertThat(rules(null).isAllowed(message(ANN, Event.READY), night)).isTrue();
    }

    private static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(CHICAGO).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "22:00-07:00, 2026-11-22T21:59, 2026-11-22T21:59",
        "22:00-07:00, 2026-11-22T22:00, 2026-11-23T07:00",
        "22:00-07:00, 2026-11-23T06:59, 2026-11-23T07:00",
        "22:00-07:00, 2026-11-23T07:00, 2026-11-23T07:00",
        "12:00-14:00, 2026-11-22T11:59, 2026-11-22T11:59",
        "12:00-14:00, 2026-11-22T12:00, 2026-11-22T14:00",
        "12:00-14:00, 2026-11-22T13:59, 2026-11-22T14:00",
        "12:00-14:00, 2026-11-22T14:00, 2026-11-22T14:00",
        "12:00-14:00, 2026-11-22T23:00, 2026-11-22T23:00"
    })
    void quietHoursEndOnTheWallClock(String hours, String now, String over) {
        assertThat(QuietTime.parse(hours, CHICAGO).over(local(now))).isEqualTo(local(over));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "22:00", "22:00-", "22-07", "22:00-07:00-08:00", "22:00-22:00", "25:00-07:00"})
    void whatIsNoQuietTimeIsRefused(String text) {
        assertThatThrownBy(() -> QuietTime.parse(text, CHICAGO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAddressIsWhatFollowsTheKindOfAPlace() {
        assertThat(message(ANN, Event.READY).kind()).isEqualTo("mail");
        assertThat(message(ANN, Event.READY).address()).isEqualTo("ann@example.org");
        assertThat(message("webhook", Event.READY).kind()).isEqualTo("webhook");
        assertThat(message("webhook", Event.READY).address()).isEmpty();
        assertThat(message("webhook", Event.READY).id()).isEqualTo("lamplighter-0-1");
    }
}
