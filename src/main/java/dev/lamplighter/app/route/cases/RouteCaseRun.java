package dev.lamplighter.app.route.cases;

import dev.lamplighter.app.route.file.RouteCase;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CaseProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/** Runs one case: replies to the calls of its route, records them, and reports the first difference. */
final class RouteCaseRun {
    private static final String PROPERTY = "LamplighterCase";
    private static final Pattern CODED = Pattern.compile("([A-Z]+-\\d{3})\\s+(.*)");
    /** The longest run of a case; without real calls a route ends within milliseconds. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RouteCase wanted;
    private final List<String> log = new ArrayList<>();
    private int calls;
    private @Nullable Problem problem;

    RouteCaseRun(RouteCase wanted) {
        this.wanted = wanted;
    }

    static RouteCaseRun of(Exchange exchange) {
        RouteCaseRun run = exchange.getProperty(PROPERTY, RouteCaseRun.class);
        if (run == null) {
            throw new IllegalStateException("the route has removed the property " + PROPERTY);
        }
        return run;
    }

    /** Runs the case and returns the first difference, if there is one. */
    Optional<Problem> run(ProducerTemplate template, String endpoint) throws InterruptedException {
        try {
            Exchange done = template.asyncSend(endpoint, exchange -> {
                        exchange.setProperty(PROPERTY, this);
                        wanted.given().into(exchange);
                    })
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            end(done);
        } catch (TimeoutException e) {
            differ(
                    CaseProblemCode.NO_END,
                    "no end after " + LIMIT.toSeconds() + " s",
                    "a loop or a redelivery goes on",
                    "bound it");
        } catch (ExecutionException e) {
            differ(CaseProblemCode.OTHER_END, "fails", String.valueOf(e.getCause()), "correct the route");
        }
        synchronized (this) {
            return Optional.ofNullable(problem);
        }
    }

    synchronized void log(String line) {
        log.add(line);
    }

    /** Stands in for a step; an unexpected call ends the route without its error handling. */
    synchronized void call(RouteStandIns.Step step, Exchange exchange) {
        RouteCase.Call call = next(step, exchange);
        if (call != null) {
            call.replies().into(exchange);
            call.fails().ifPresent(message -> exchange.setException(failure(message)));
        }
    }

    /** Stands in for a bean method in an expression: its value is the body of the reply. */
    synchronized @Nullable Object value(RouteStandIns.Step step, Exchange exchange) {
        RouteCase.Call call = next(step, exchange);
        if (call == null) {
            return null;
        }
        call.replies().withoutBody().into(exchange);
        if (call.fails().isPresent()) {
            throw failure(call.fails().get());
        }
        return call.replies().body();
    }

    private RouteCase.@Nullable Call next(RouteStandIns.Step step, Exchange exchange) {
        RouteCase.Call expected = calls < wanted.calls().size() ? wanted.calls().get(calls) : null;
        if (problem == null && expected != null && step.isMeant(expected)) {
            calls++;
            expected.gets()
                    .difference(exchange)
                    .ifPresent(found -> differ(
                            CaseProblemCode.OTHER_MESSAGE,
                            step + " gets another message",
                            found,
                            "correct gets, or the route"));
            exchange.setRouteStop(expected.stops());
            return expected;
        }
        differ(
                CaseProblemCode.OTHER_CALL,
                "call " + (calls + 1) + " is " + step,
                "expected " + (expected == null ? "no more calls" : expected),
                "correct calls, or the route");
        exchange.setRouteStop(true);
        return null;
    }

    /** An exception with this message; a {@link ProblemException} if the message begins with a code. */
    private static RuntimeException failure(String message) {
        Matcher coded = CODED.matcher(message);
        return coded.matches()
                ? new ProblemException(
                        new Problem(coded.group(1), "case", coded.group(2), "it says so", "none", Problem.Kind.REFUSED))
                : new IllegalStateException(message);
    }

    private synchronized void end(Exchange done) {
        Exception failure = done.getException();
        if (failure != null
                && wanted.fails()
                        .filter(String.valueOf(failure.getMessage())::contains)
                        .isEmpty()) {
            differ(CaseProblemCode.OTHER_END, "fails", failure.toString(), "say so with fails, or correct the route");
        } else if (failure == null && wanted.fails().isPresent()) {
            differ(
                    CaseProblemCode.OTHER_END,
                    "doesn't fail",
                    "expected \"" + wanted.fails().get() + "\"",
                    "correct fails, or the route");
        }
        if (calls < wanted.calls().size()) {
            differ(
                    CaseProblemCode.CALL_MISSING,
                    "ends after " + calls + " calls",
                    "expected " + wanted.calls().get(calls) + " next",
                    "take it out of calls, or correct the route");
        }
        if (wanted.log().isPresent() && !wanted.log().get().equals(log)) {
            differ(
                    CaseProblemCode.OTHER_LOG,
                    "logs " + log,
                    "expected " + wanted.log().get(),
                    "correct log, or the route");
        }
        wanted.replies()
                .difference(done)
                .ifPresent(difference -> differ(
                        CaseProblemCode.OTHER_END, "ends otherwise", difference, "correct replies, or the route"));
    }

    /** Records a difference. Only the first is kept, because later ones usually follow from it. */
    private synchronized void differ(CaseProblemCode code, String what, String why, String fix) {
        problem = problem == null ? new Problem(code, wanted.place(), what, why, fix) : problem;
    }
}
