package dev.lamplighter.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lamplighter.base.aws.InvalidResponseException;
import dev.lamplighter.fleet.PollFailure;
import dev.lamplighter.panel.PollOutageLog;
import dev.lamplighter.panel.PollSchedule;
import dev.lamplighter.panel.frame.Freshness;
import dev.lamplighter.window.ec2.Ec2CallException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single answers that are hard to get from a server that keeps to HTTP, and what the shipped clients make of them. */
final class CannedAnswersTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String PORTAL = "<!DOCTYPE html><html><head><title>Log in</title></head></html>";
    private static final String CUT = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error>"
            + "<Code>UnauthorizedOperation</Code><Message>You are not auth";

    @RegisterExtension
    private final CannedAws aws = new CannedAws();

    @Test
    void aPortalThatAnswers200MakesLightsStaleAndThenLost() {
        aws.server.answer(
                "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: " + PORTAL.length() + "\n", PORTAL);
        PollOutageLog watch = new PollOutageLog("", new PollSchedule(Set.of(""), Duration.ofMinutes(10), NOON));
        watch.succeeded(NOON);

        for (int missed = 1; missed <= 5; missed++) {
            PollFailure failure = PollFailure.of(thrownBy("fleet statuses"));
            assertThat(failure.problem().line())
                    .startsWith("LIGHT-040  ec2:DescribeInstanceStatus  missed a poll (AWS-001 ")
                    .contains("a proxy or portal answered instead of AWS");
            watch.missed(failure, NOON.plusSeconds(missed));
            assertThat(watch.freshness(NOON.plusSeconds(missed)))
                    .as("after %d", missed)
                    .isEqualTo(missed < 2 ? Freshness.FRESH : missed < 5 ? Freshness.STALE : Freshness.LOST);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500})
    void aRefusalThatIsCutOffIsNeitherBelievedNorUnexpected(int lacking) {
        aws.server.answer(
                "HTTP/1.1 403 Forbidden\nContent-Type: text/xml\nContent-Length: " + (CUT.length() + lacking) + "\n",
                CUT);

        PollFailure failure = PollFailure.of(thrownBy("fleet instances"));
        assertThat(failure.kind()).isIn(PollFailure.Kind.ANSWER, PollFailure.Kind.NETWORK);
        assertThat(failure.problem().line())
                .matches("LIGHT-0(04|40)  ec2:DescribeInstances  missed a poll .*; fix: .*");
        assertThat(thrownBy("ec2 stop"))
                .isInstanceOfSatisfying(
                        Ec2CallException.class, e -> assertThat(e.errorCode()).isNotEqualTo("UnauthorizedOperation"));
    }

    @Test
    void anObjectOfNoLengthIsNotBelieved() {
        aws.server.answer(
                "HTTP/1.1 200 OK\nETag: \"1\"\nLast-Modified: Sun, 22 Nov 2026 12:00:00 GMT\nx-amz-request-id: 1\n",
                "");

        assertThat(thrownBy("s3 head"))
                .rootCause()
                .isInstanceOf(InvalidResponseException.class)
                .hasMessageContaining("AWS-004 s3:HeadObject has no ContentLength in its answer");
    }

    @Test
    void whatLiesDeeperThanAStackReachesIsOneLine() {
        String deep = "<a>".repeat(50_000);
        aws.server.answer("HTTP/1.1 200 OK\nContent-Type: text/xml\n", "<DescribeInstanceStatusResponse>" + deep);
        assertThat(line("fleet statuses"))
                .startsWith("LIGHT-040  ec2:DescribeInstanceStatus  missed a poll (AWS-003 ")
                .contains("has elements that lie 100 deep");

        aws.server.answer("HTTP/1.1 400 No\nContent-Type: text/xml\n", "<Response>" + deep);
        assertThat(line("fleet statuses"))
                .startsWith("LIGHT-040  ec2:DescribeInstanceStatus  missed a poll (")
                .contains("AWS-001 HTTP 400");
    }

    @Test
    void whatIsNoHttpIsAFailureOfTheConnection() {
        aws.server.answer("nonsense\n", "a".repeat(1000));

        assertThat(thrownBy("s3 head")).hasMessageStartingWith("can't look at s3://bucket/key: Unable to execute HTTP");
    }

    @ParameterizedTest
    @CsvSource({
        "fleet statuses, ec2:DescribeInstanceStatus",
        "fleet instances, ec2:DescribeInstances",
        "fleet of a role, sts:AssumeRole"
    })
    void whatWasCalledIsNamedWhateverCameOfIt(String operation, String call) throws Exception {
        String refusal =
                "<Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>no</Message></Error></Errors>"
                        + "<RequestID>1</RequestID></Response>";
        String ofSts = "<ErrorResponse><Error><Code>RequestLimitExceeded</Code><Message>no</Message></Error>"
                + "<RequestId>1</RequestId></ErrorResponse>";
        String body = call.startsWith("sts") ? ofSts : refusal;
        aws.server.answer("HTTP/1.1 503 Busy\nContent-Type: text/xml\nContent-Length: " + body.length() + "\n", body);
        assertThat(line(operation)).startsWith("LIGHT-001  " + call + "  missed a poll (RequestLimitExceeded)");

        aws.server.answer("", "");
        assertThat(line(operation)).startsWith("LIGHT-004  " + call + "  missed a poll");

        aws.server.close();
        assertThat(line(operation)).startsWith("LIGHT-004  " + call + "  missed a poll");
    }

    private String line(String operation) {
        return PollFailure.of(thrownBy(operation)).problem().line();
    }

    private Throwable thrownBy(String operation) {
        return Objects.requireNonNull(
                catchThrowable(() -> aws.operations.named(operation).call()));
    }
}
