package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.base.code.WindowProblemCode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProblemTest {
    @Test
    void noCharacterThatIsNotSeenReachesTheLine() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT).forEach(character -> {
            String text = "a" + Character.toString(character) + "b";
            String line = new Problem("TEST-001", text, text, text, text, Problem.Kind.REFUSED).line();
            int type = Character.getType(character);
            boolean seen = type != Character.CONTROL
                    && type != Character.FORMAT
                    && type != Character.LINE_SEPARATOR
                    && type != Character.PARAGRAPH_SEPARATOR
                    && type != Character.SURROGATE;
            if (seen != line.contains(text)) {
                throw new AssertionError("U+" + Integer.toHexString(character) + " gives " + line);
            }
        });
    }

    @Test
    void whatFollowsFromItStaysWithItAtAnotherPlaceAndIsNotInItsLine() {
        Problem problem = new Problem("TEST-001", "here", "what", "why", "fix", Problem.Kind.REFUSED);
        Problem retried = new Problem("TEST-001", "here", "what", "why", "fix", Problem.Kind.RETRY);

        assertThat(problem.kind()).isEqualTo(Problem.Kind.REFUSED);
        assertThat(retried.at("there").kind()).isEqualTo(Problem.Kind.RETRY);
        assertThat(retried.line()).isEqualTo(problem.line());
    }

    @Test
    void onlyALineOfAProblemBeginsWithACodeAndTwoSpaces() {
        assertThat(Problem.isLine(new Problem("TEST-001", "here", "what", "why", "fix", Problem.Kind.USER).line()))
                .isTrue();
        assertThat(Problem.isLine("TEST-001 here")).isFalse();
        assertThat(Problem.isLine("see TEST-001  here")).isFalse();
    }

    @Test
    void namesThatTurnTheOrderAroundOrBeginALineAreShownByNumbers() {
        assertThat(new Problem(
                                "TEST-001",
                                "a\u202eb",
                                "c\u0085d\u2028e",
                                "f\u2066g\u200fh",
                                "i\u009bj\r\nk",
                                Problem.Kind.REFUSED)
                        .line())
                .isEqualTo("TEST-001  a\\u202Eb  c d e: f\\u2066g\\u200Fh; fix: i\\u009Bj k");
    }

    @Test
    void aCodeOfAnotherVersionComesBackAsItWasSent() throws Exception {
        ObjectMapper json = new ObjectMapper();
        Problem sent = new Problem("WINDOW-999", "here", "what", "why", "fix", Problem.Kind.USER);

        Problem read = json.readValue(json.writeValueAsString(sent), Problem.class);

        assertThat(read).isEqualTo(sent);
        assertThat(read.line()).isEqualTo("WINDOW-999  here  what: why; fix: fix");
        assertThat(read.is(WindowProblemCode.NOT_READY)).isFalse();
    }

    @Test
    void aProblemIsSentAsBeforeAndKnowsItsCodeWhenItIsBack() throws Exception {
        ObjectMapper json = new ObjectMapper();
        String text = "{\"code\":\"WINDOW-111\",\"where\":\"here\",\"what\":\"what\",\"why\":\"why\",\"fix\":\"fix\","
                + "\"kind\":\"REFUSED\"}";
        Problem problem = new Problem(WindowProblemCode.NOT_READY, "here", "what", "why", "fix");

        assertThat(json.writeValueAsString(problem)).isEqualTo(text);
        assertThat(json.readValue(text, Problem.class))
                .isEqualTo(problem)
                .matches(read -> read.is(WindowProblemCode.NOT_READY));
    }

    @Test
    void neitherUserNorPasswordOfAUrlGetsIntoALine() {
        Problem problem = new Problem(
                WindowProblemCode.CALENDAR_BAD_URL,
                "s3://bucket/a@b",
                "url \"https://parish:s3cret@example.com/x@y.ics\"",
                "jdbc:postgresql://token@db:5432/x was refused",
                "write https://example.com/x.ics");

        assertThat(problem.line())
                .doesNotContain("s3cret", "token", "parish")
                .contains("s3://bucket/a@b", "https://***@example.com/x@y.ics", "postgresql://***@db:5432/x");
    }
}
