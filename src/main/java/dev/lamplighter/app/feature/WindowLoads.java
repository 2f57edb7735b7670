package dev.lamplighter.app.feature;

import dev.lamplighter.base.aws.AwsErrorText;
import dev.lamplighter.window.LoadWatch;
import dev.lamplighter.window.cloudwatch.MetricDataCall;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.load.LoadQuestion;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Has the routes ask CloudWatch for the load of launched machines. Routes know it as the bean {@code windowLoads}. Thread-safe.
 */
public final class WindowLoads {
    private static final String QUESTION = "loadQuestion";
    private static final String CLIENT = "cloudWatchClient";

    private final LoadWatch loads;
    private final Function<AccountRegion, String> clients;

    /** @param clients the registry's name of the CloudWatch client of an account and region */
    public WindowLoads(LoadWatch loads, Function<AccountRegion, String> clients) {
        this.loads = loads;
        this.clients = clients;
    }

    /** What is to be asked now; nothing while no open window has a slot that follows its load. */
    public List<LoadQuestion> due() {
        return loads.due();
    }

    /** The first step of the route that asks: the request becomes the body, and a variable names the client. */
    public void ask(Exchange exchange) {
        LoadQuestion question = exchange.getMessage().getBody(LoadQuestion.class);
        if (question == null) {
            throw new IllegalArgumentException("there is no question to ask: send what windowLoads.due gives");
        }
        exchange.setVariable(QUESTION, question);
        exchange.setVariable(CLIENT, clients.apply(question.accountRegion()));
        exchange.getMessage().setBody(MetricDataCall.request(question));
    }

    /** The last step: takes CloudWatch's answer and no other. */
    public void answered(Exchange exchange) {
        LoadQuestion question = question(exchange);
        loads.answered(
                question, MetricDataCall.values(question, exchange.getMessage().getBody()));
    }

    /** Notes that CloudWatch gave no answer, so that the next pass tells it and gives no machine up. */
    public void failed(Exchange exchange) {
        Throwable failure = exchange.getProperty(
                Exchange.EXCEPTION_CAUGHT, new IllegalStateException("nothing failed"), Exception.class);
        AwsServiceException refusal = refusal(failure);
        if (refusal != null) {
            String code = AwsErrorText.code(refusal);
            loads.failed(
                    question(exchange), code, "GetMetricData refused: " + code + ": " + AwsErrorText.message(refusal));
        } else {
            loads.failed(question(exchange), "", "GetMetricData failed: " + AwsErrorText.readable(failure));
        }
    }

    private static LoadQuestion question(Exchange exchange) {
        LoadQuestion question = exchange.getVariable(QUESTION, LoadQuestion.class);
        if (question == null) {
            throw new IllegalArgumentException("the variable " + QUESTION + " is gone: leave it alone");
        }
        return question;
    }

    private static @Nullable AwsServiceException refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsServiceException refusal) {
                return refusal;
            }
        }
        return null;
    }
}
