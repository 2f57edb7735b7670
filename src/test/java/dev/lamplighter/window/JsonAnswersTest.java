package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.window.operate.PastOccurrence;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What programs read of the windows; Chicago is six hours behind UTC in November, and 22 November 2026 is a Sunday. */
final class JsonAnswersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String W = "sunday-service";

    private static final Instant SUNDAY_BEGIN = Instant.parse("2026-11-22T00:00:00Z");
    private static final Instant SUNDAY_END = Instant.parse("2026-11-23T00:00:00Z");

    private final Stage stage = new Stage(SUNDAY);

    @AfterEach
    void close() {
        stage.close();
    }

    private static void expect(JsonNode answer, String expected) throws IOException {
        assertThat(answer).isEqualTo(JSON.readTree(expected.replace('\'', '"')));
    }

    @Test
    void nextHasTimesWithTheOffsetOfTheWindowsClock() throws IOException {
        stage.operations.skip(W, "2026-11-29", "ann", "holiday \u00e0 \"six\"", false);

        expect(JSON.readTree(stage.operations.nextJson(2)), """
                {'at': '2026-11-22T14:00:00Z', 'occurrences': [
                  {'window': 'sunday-service', 'zone': 'America/Chicago', 'start': '2026-11-22T08:30:00-06:00',
                   'end': '2026-11-22T19:00:00-06:00', 'leadStart': '2026-11-22T08:20:00-06:00', 'opens': true,
                   'notOpenedFor': null, 'instances': [{'id': 'i-0123456789abcdef0', 'name': null}], 'override': null},
                  {'window': 'sunday-service', 'zone': 'America/Chicago', 'start': '2026-11-29T08:30:00-06:00',
                   'end': '2026-11-29T19:00:00-06:00', 'leadStart': '2026-11-29T08:20:00-06:00', 'opens': false,
                   'notOpenedFor': 'skipped by ann: holiday \u00e0 \\'six\\'',
                   'instances': [{'id': 'i-0123456789abcdef0', 'name': null}], 'override': null}]}
                """);
    }

    @Test
    void whyTellsTheFactsAndTheSentences() throws IOException {
        stage.runTo("2026-11-22T15:00:00Z");
        stage.operations.extend(W, "30m", "ann", "runs late", false);
        stage.operations.hold(ORIGIN, "20:00", "bob", "rehearsal", false);

        JsonNode why = JSON.readTree(stage.operations.whyJson(ORIGIN));

        JsonNode instance = why.path("instance");
        assertThat(instance.path("id").asText()).isEqualTo(ORIGIN);
        assertThat(instance.path("state").asText()).isEqualTo("running");
        assertThat(instance.path("startedByService").asBoolean()).isTrue();
        OffsetDateTime launched =
                OffsetDateTime.parse(instance.path("launchTime").asText());
        assertThat(launched.getOffset().getId()).isEqualTo("-06:00");
        assertThat(Duration.between(OffsetDateTime.parse("2026-11-22T14:20:00Z"), launched))
                .isBetween(Duration.ZERO, Duration.ofMinutes(1));
        expect(why.path("hold"), """
                {'type': 'HOLD_ON', 'by': 'bob', 'reason': 'rehearsal', 'givenAt': '2026-11-22T15:00:00Z',
                 'until': '2026-11-22T20:00:00-06:00'}""");
        JsonNode open = why.path("occurrences").path(0);
        assertThat(open.path("end").asText()).isEqualTo("2026-11-22T19:30:00-06:00");
        assertThat(open.path("phase").asText()).isEqualTo("OPEN");
        assertThat(open.path("claimPhase").asText()).isEqualTo("HELD");
        assertThat(open.path("override").path("type").asText()).isEqualTo("EXTEND");
        assertThat(why.path("lastCall").path("action").asText()).isEqualTo("START");
        assertThat(why.path("nextOccurrence").path("start").asText()).isEqualTo("2026-11-22T08:30:00-06:00");
        assertThat(why.path("lines")).hasSize(stage.operations.why(ORIGIN).size());
    }

    @Test
    void whyOfAnInstanceThatEc2DoesNotAnswerForIsStillAnObject() throws IOException {
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.noAnswer();
        });

        JsonNode why = JSON.readTree(stage.operations.whyJson(ORIGIN));

        assertThat(why.path("instance").path("failure").asText()).contains("DescribeInstances got no answer");
        assertThat(why.path("instance").path("state").isNull()).isTrue();
        assertThat(why.path("instance").path("startedByService").isNull()).isTrue();
        assertThat(why.path("hold").isNull()).isTrue();
        assertThat(why.path("occurrences")).isEmpty();
        assertThat(why.path("lastCall").isNull()).isTrue();
    }

    /** Wanted from 14:20 on, ten minutes ahead of the window; open until 01:00. */
    @Test
    void whatCostsAskOfThePastBeginsWithTheLeadAndEndsNowWhileTheWindowIsOpen() {
        stage.runTo("2026-11-22T16:00:00Z");
        PastOccurrence open =
                stage.operations.occurrences(SUNDAY_BEGIN, SUNDAY_END).get(0);
        stage.runTo("2026-11-23T02:00:00Z");
        PastOccurrence over =
                stage.operations.occurrences(SUNDAY_BEGIN, SUNDAY_END).get(0);

        assertThat(open.window()).isEqualTo(W);
        assertThat(open.closed()).isEqualTo(Instant.parse("2026-11-22T16:00:00Z"));
        assertThat(over.closed()).isEqualTo(Instant.parse("2026-11-23T01:00:00Z"));
        assertThat(over.opened()).isEqualTo(Instant.parse("2026-11-22T14:30:00Z"));
        assertThat(over.begun())
                .isBetween(Instant.parse("2026-11-22T14:20:00Z"), Instant.parse("2026-11-22T14:22:00Z"));
        assertThat(over.resources()).contains(ORIGIN);
        assertThat(stage.operations.occurrences(SUNDAY_END.plusSeconds(86_400), SUNDAY_END.plusSeconds(172_800)))
                .isEmpty();
    }

    /** On at 14:21 at the latest, ready then; off at 01:01 at the latest. */
    @Test
    void theReportCountsInSeconds() throws IOException {
        stage.runTo("2026-11-23T02:00:00Z");

        JsonNode report = JSON.readTree(stage.operations.reportJson("2026-11"));

        assertThat(report.path("month").asText()).isEqualTo("2026-11");
        assertThat(report.path("to").asText()).isEqualTo("2026-11-23T02:00:00Z");
        JsonNode window = report.path("windows").path(0);
        assertThat(window.path("window").asText()).isEqualTo(W);
        assertThat(window.path("occurrences").asInt()).isEqualTo(1);
        assertThat(window.path("missed")).isEmpty();
        long wanted = Duration.ofHours(10).plusMinutes(40).toSeconds();
        assertThat(window.path("instanceSeconds").asLong()).isBetween(wanted - 60, wanted + 120);
        assertThat(window.path("lateSeconds").asLong()).isZero();
        JsonNode instance = report.path("instances").path(0);
        assertThat(instance.path("id").asText()).isEqualTo(ORIGIN);
        long journalled = Duration.between(
                        OffsetDateTime.parse(report.path("from").asText()),
                        OffsetDateTime.parse(report.path("to").asText()))
                .toSeconds();
        assertThat(instance.path("onSeconds").asLong()
                        + instance.path("savedSeconds").asLong())
                .isEqualTo(journalled);
    }

    @Test
    void aMonthWithNothingIsAnObjectWithNothingInIt() throws IOException {
        expect(JSON.readTree(stage.operations.reportJson("2026-10")), """
                {'at': '2026-11-22T14:00:00Z', 'month': '2026-10', 'from': null, 'to': null, 'windows': [],
                 'instances': []}""");
        stage.runTo("2026-11-22T14:10:00Z");
        assertThat(stage.operations.report(""))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("The journal has nothing about");
    }
}
