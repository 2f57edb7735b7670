package dev.lamplighter.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.VisibleText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds what came of looking at one thing, in one line.
 *
 * @param subject what was looked at, as in {@code ec2:StartInstances}
 * @param text what was found there; of a problem its line
 * @param code of the problem; empty if there is none
 * @param fix what to do; empty if there is nothing to do
 * @param denial the right that is missing; null if none is
 */
public record Finding(
        State state,
        String subject,
        String text,
        String code,
        String fix,
        @Nullable AccessDenial denial) {
    /** Says how an examination ended. */
    public enum State {
        /** As it should be. */
        OK("ok"),
        /** It works, but not as it should. */
        WARN("warn"),
        /** It doesn't work. */
        FAIL("FAIL"),
        /** Nobody knows: it can't be tried without doing what was not asked for. */
        UNTRIED("untried");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** The word at the beginning of a line. */
        public String word() {
            return word;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    public Finding {
        text = VisibleText.of(text);
    }

    /** Makes one of a thing that is as it should be. */
    public static Finding ok(String subject, String text) {
        return new Finding(State.OK, subject, text, "", "", null);
    }

    /** Makes one of a thing that was not tried. */
    public static Finding untried(String subject, String why) {
        return new Finding(State.UNTRIED, subject, why, "", "", null);
    }

    /** Makes one of a thing that works, but not as it should. */
    public static Finding warn(String subject, Problem problem) {
        return new Finding(State.WARN, subject, problem.line(), problem.code(), problem.fix(), null);
    }

    /** Makes one of a thing that doesn't work. */
    public static Finding fail(String subject, Problem problem) {
        return new Finding(State.FAIL, subject, problem.line(), problem.code(), problem.fix(), null);
    }

    /** Makes one of a thing that doesn't work, from the line of a problem. */
    public static Finding failed(String subject, String line) {
        int fix = line.lastIndexOf("; fix: ");
        return new Finding(
                State.FAIL,
                subject,
                line,
                line.substring(0, line.indexOf(' ')),
                fix < 0 ? "" : line.substring(fix + "; fix: ".length()),
                null);
    }

    /** The same, about a right that AWS has named. */
    Finding with(AccessDenial named) {
        return new Finding(state, subject, text, code, fix, named);
    }

    /** The right that is missing, if AWS has named one. */
    public Optional<AccessDenial> missing() {
        return Optional.ofNullable(denial);
    }

    /** The same as something that wasn't tried, because only the looking itself was refused. */
    Finding asUntried(String why) {
        return state == State.FAIL && denial != null
                ? new Finding(State.UNTRIED, subject, why + " (" + denial.action() + " is not allowed)", "", "", denial)
                : this;
    }

    /** One line for people. */
    public String line() {
        String begin = String.format("%-8s ", state.word());
        return code.isEmpty() ? begin + subject + "  " + text : begin + text;
    }

    /** The fields for programs. */
    public ObjectNode json() {
        ObjectNode object = JSON.createObjectNode()
                .put("state", state.word())
                .put("subject", subject)
                .put("text", text)
                .put("code", code)
                .put("fix", fix);
        if (denial != null) {
            object.putObject("missing")
                    .put("action", denial.action())
                    .put("resource", denial.resource())
                    .put("denied", denial.isDenied())
                    .put("encoded", denial.encoded());
        }
        return object;
    }

    /** The finding that {@link #json} has written. */
    public static Finding of(JsonNode object) {
        State state = State.FAIL;
        for (State one : State.values()) {
            state = one.word().equals(object.path("state").asText()) ? one : state;
        }
        JsonNode missing = object.path("missing");
        return new Finding(
                state,
                object.path("subject").asText(),
                object.path("text").asText(),
                object.path("code").asText(),
                object.path("fix").asText(),
                missing.isObject()
                        ? new AccessDenial(
                                missing.path("action").asText(),
                                missing.path("resource").asText(),
                                missing.path("denied").asBoolean(false),
                                missing.path("encoded").asText())
                        : null);
    }
}
