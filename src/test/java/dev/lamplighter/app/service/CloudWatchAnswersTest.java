package dev.lamplighter.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lamplighter.base.aws.InvalidResponseException;
import dev.lamplighter.window.declare.LoadLimit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An answer of CloudWatch is believed as a whole or not at all: what something on the way makes of it is never taken for no load.
 * The bytes were written by Python's cbor2.
 */
final class CloudWatchAnswersTest {
    /** Two minutes of m0, with 81.5 % and 3 %. */
    private static final String WHOLE =
            "a1714d657472696344617461526573756c747381a5624964626d30654c6162656c6e4350555574696c697a6174696f6e"
                    + "6a537461747573436f646568436f6d706c6574656a54696d657374616d707382c11a6b02fc68c11a6b02fca4"
                    + "6656616c75657382fb4054600000000000fb4008000000000000";

    private static final String OWN =
            "HTTP/1.1 200 OK\nContent-Type: application/cbor\nsmithy-protocol: rpc-v2-cbor\nx-amzn-RequestId: 1\n";

    @RegisterExtension
    private final CannedAws aws = new CannedAws();

    private void answer(String lines, String body) {
        aws.server.answer(lines + "Content-Length: " + body.length() + "\n", body);
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    private Throwable refusal() {
        return catchThrowable(aws.operations::load);
    }

    @Test
    void aWholeAnswerIsTaken() throws Exception {
        answer(OWN, bytes(WHOLE));
        assertThat(aws.operations.load())
                .isEqualTo(Map.of(
                        LoadLimit.cpu(75),
                        Map.of(
                                "i-0123456789abcdef0",
                                Map.of(
                                        Instant.parse("2026-11-22T14:30:00Z"), 81.5,
                                        Instant.parse("2026-11-22T14:31:00Z"), 3.0))));
    }

    @Test
    void anAnswerThatIsCutOffAnywhereIsNoAnswer() {
        String whole = bytes(WHOLE);
        for (int length = 0; length < whole.length(); length++) {
            answer(OWN, whole.substring(0, length));
            assertThat(refusal())
                    .as("%d of %d bytes", length, whole.length())
                    .isInstanceOf(InvalidResponseException.class)
                    .hasMessageMatching("AWS-00[13] cloudwatch:GetMetricData .*");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a0, result of the query m0",
        "a1714d657472696344617461526573756c747380, result of the query m0",
        "a1714d657472696344617461526573756c747381a4624964626d316a537461747573436f646568436f6d706c657465"
                + "6a54696d657374616d7073806656616c75657380, result of the query m0",
        "a1714d657472696344617461526573756c747381a1654c6162656c6178, MetricDataResults.Id",
        "a1714d657472696344617461526573756c747381a3624964626d306a54696d657374616d707381c11a6b02fc68"
                + "6656616c75657380, value for each timestamp of m0"
    })
    void anAnswerThatLacksWhatWasAskedForIsNoAnswer(String hex, String lacking) {
        answer(OWN, bytes(hex));
        assertThat(refusal())
                .isInstanceOf(InvalidResponseException.class)
                .hasMessageStartingWith("AWS-004 cloudwatch:GetMetricData has no " + lacking + " in its answer; ");
    }

    @Test
    void whatDoesNotNameTheProtocolIsNoAnswer() {
        answer("HTTP/1.1 200 OK\nContent-Type: text/html\n", bytes(WHOLE));
        assertThat(refusal())
                .hasMessageStartingWith("AWS-001 cloudwatch:GetMetricData got HTTP 200 of type text/html ");
        answer(OWN, "<html>log in</html>");
        assertThat(refusal())
                .hasMessageStartingWith("AWS-001 cloudwatch:GetMetricData got HTTP 200 of type application/cbor that"
                        + " begins \"<html>\"");
    }

    @Test
    void whatFitsNoHeapOrStackIsOneLine() {
        answer(OWN, bytes("a1714d657472696344617461526573756c74739f") + "\u00a0".repeat(4 << 20));
        assertThat(refusal())
                .hasMessageMatching("AWS-002 cloudwatch:GetMetricData got an answer of more than \\d+ KiB, .*");
        answer(OWN, bytes("a16178") + "\u0081".repeat(1 << 20));
        assertThat(refusal()).hasMessageStartingWith("AWS-003 cloudwatch:GetMetricData was cut off or garbled (");
    }
}
