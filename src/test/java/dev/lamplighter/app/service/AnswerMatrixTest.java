package dev.lamplighter.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.app.service.AnswerServer.Answer;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.publish.CostFailureLog;
import dev.lamplighter.fleet.PollFailure;
import dev.lamplighter.window.ec2.Ec2CallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Answers that aren't AWS's, of every status and kind, to every call that the service makes, through the shipped clients and
 * Camel's components: each is one coded line and never believed.
 *
 * <p>With {@code -Dlamplighter.matrix=all} every call with all statuses from 200 to 599.
 */
final class AnswerMatrixTest {
    private static final List<Integer> STATUSES = List.of(
            200, 201, 204, 206, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 407, 409, 429, 500, 502, 503, 504,
            511);

    private static final Set<Integer> EVERY_CALL = Set.of(200, 302, 403, 503);
    private static final List<String> ONE_OF_EACH = List.of(
            "ec2 describe",
            "ec2 of a role",
            "fleet statuses",
            "s3 list",
            "s3 head",
            "athena look",
            "sqs receive",
            "cloudwatch load",
            "cdn read",
            "cdn update");

    private static final String CODED = "[A-Z0-9]+-\\d{3}  .*; fix: .*";

    /** Nothing is known of an object by the status alone, but that it isn't there. */
    private static final Set<String> BELIEVED = Set.of("s3 head 404", "s3 delete 204", "s3 abort 204");

    private AnswerServer server;
    private ServedClients clients;
    private AwsOperations operations;

    @BeforeEach
    void serve() throws Exception {
        server = new AnswerServer();
        clients = new ServedClients(server.endpoint());
        operations = new AwsOperations(clients.aws(), server.endpoint());
    }

    @AfterEach
    void end() {
        operations.close();
        clients.close();
        server.close();
    }

    @Test
    void whatIsNotAnAnswerOfAwsIsOneCodedLineAndNeverBelieved() {
        List<String> wrong = new ArrayList<>();
        for (int status : statuses()) {
            bodies().forEach((name, body) -> {
                server.answer(new Answer(status, type(name), body, 0));
                calls(status).forEach((operation, call) -> {
                    String verdict = verdict(operation, call);
                    boolean believed = verdict.isEmpty() && !BELIEVED.contains(operation + " " + status);
                    if (believed || verdict.startsWith("WRONG")) {
                        wrong.add(status + " " + name + ", " + operation + ": " + (believed ? "believed" : verdict));
                    }
                });
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nothingIsFollowedElsewhereAndAStartIsSentOnce() {
        server.answer(new Answer(302, "text/html", "<html>log in</html>", 0));
        for (String call : List.of("ec2 describe", "ec2 start", "s3 list", "s3 open", "athena look", "sqs receive")) {
            server.requests();
            assertThat(verdict(call, operations.named(call)))
                    .contains("redirects to " + server.endpoint() + "/login")
                    .contains("a proxy or portal answered instead of AWS");
            assertThat(server.requests()).as(call).isEqualTo(1);
        }
        server.answer(new Answer(200, "text/html", "<html>log in</html>", 0));
        server.requests();
        assertThat(verdict("ec2 start", operations.named("ec2 start"))).contains("AWS-001");
        assertThat(server.requests()).isEqualTo(1);
    }

    /** Empty when it was taken for an answer, the line it is told by, or WRONG and why. */
    private static String verdict(String operation, AwsOperations.Operation call) {
        try {
            call.call();
            return "";
        } catch (Exception e) {
            String line = line(operation, e);
            boolean clear = line.matches(CODED)
                    && line.length() < 1500
                    && line.codePoints().noneMatch(Character::isISOControl);
            return clear ? line : "WRONG " + e + " told as " + line;
        }
    }

    private static String line(String operation, Exception e) {
        if (operation.startsWith("ec2")) {
            return e instanceof Ec2CallException ? "EC2-000  " + e.getMessage() + "; fix: " : "not an Ec2CallException";
        }
        if (operation.startsWith("cdn")) {
            return e instanceof ProblemException told ? told.problem().line() : "not a ProblemException";
        }
        if (operation.startsWith("fleet")) {
            PollFailure failure = PollFailure.of(e);
            return failure.kind() == PollFailure.Kind.UNEXPECTED
                    ? "unexpected"
                    : failure.problem().line();
        }
        if (!(e instanceof IOException || e instanceof UncheckedIOException || e instanceof SdkException)) {
            return "neither a store's nor the SDK's";
        }
        CostFailureLog problems = new CostFailureLog(() -> Instant.EPOCH);
        problems.tell(e, "route");
        return problems.last().orElseThrow().line();
    }

    /** Every call with the statuses that differ in kind, one call of each protocol with all of them. */
    private Map<String, AwsOperations.Operation> calls(int status) {
        if (EVERY_CALL.contains(status) || statuses() != STATUSES) {
            return operations.all();
        }
        Map<String, AwsOperations.Operation> calls = new LinkedHashMap<>();
        ONE_OF_EACH.forEach(name -> calls.put(name, operations.named(name)));
        return calls;
    }

    private static List<Integer> statuses() {
        return System.getProperty("lamplighter.matrix", "").equals("all")
                ? IntStream.rangeClosed(200, 599).boxed().toList()
                : STATUSES;
    }

    private static String type(String body) {
        return body.equals("json") ? "application/json" : body.equals("empty") ? "" : "text/html";
    }

    private static Map<String, String> bodies() {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("empty", "");
        bodies.put("html", "<!DOCTYPE html><html><head><title>Log in</title></head><body><br></body></html>");
        bodies.put("json", "{\"error\": \"login_required\", \"nested\": {\"__type\": null}}");
        bodies.put(
                "no code",
                "<Response><Errors><Error><Message>no</Message></Error></Errors><RequestID>1</RequestID></Response>");
        bodies.put("cut off", "<?xml version=\"1.0\"?><DescribeInstancesResponse><requestId>1</reque");
        bodies.put("foreign root", "<rss version=\"2.0\"><channel><title>news</title></channel></rss>");
        bodies.put("long code", "<Response><Errors><Error><Code>" + "C".repeat(1 << 20) + "</Code></Error></Errors>");
        return bodies;
    }
}
