package dev.lamplighter.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * The reason for the rule {@code noForeignHeaderFromAQueue}: aws2-sqs 4.18.0 makes headers of Camel's own names from the
 * attributes of a message (CVE-2026-46456, mended in 4.18.3), if it is told to ask for attributes. When the first test
 * fails, Camel is mended and the rule can go.
 */
final class QueueAttributesTest {
    private static final String CONSUMER =
            "aws2-sqs:q?queueUrl=https://sqs.eu-west-1.amazonaws.com/1/q&deleteAfterRead=false&amazonSQSClient=#sqs";

    @Test
    void anAttributeOfWhoeverWritesBecomesAHeaderOfCamels() throws Exception {
        Queue queue = new Queue();

        assertThat(headersOf(CONSUMER + "&messageAttributeNames=All", queue)).containsEntry("CamelFileName", "../away");
        assertThat(queue.asked)
                .first()
                .satisfies(asked -> assertThat(asked.messageAttributeNames()).containsExactly("All"));
    }

    /** SQS sends no attribute that it isn't asked for. */
    @Test
    void aConsumerAsksForNoAttributeByItself() throws Exception {
        Queue queue = new Queue();

        assertThat(headersOf(CONSUMER, queue)).doesNotContainKey("CamelFileName");
        assertThat(queue.asked)
                .isNotEmpty()
                .allSatisfy(asked -> assertThat(asked.messageAttributeNames()).isEmpty());
    }

    private static Map<String, Object> headersOf(String consumer, Queue queue) throws Exception {
        List<Map<String, Object>> seen = new CopyOnWriteArrayList<>();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("sqs", SqsClient.class, queue);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(consumer)
                            .process(exchange ->
                                    seen.add(new HashMap<>(exchange.getMessage().getHeaders())));
                }
            });
            context.start();
            await().until(() -> !seen.isEmpty());
        }
        return seen.get(0);
    }

    /** Sends with one message the attributes that it is asked for, as SQS does. */
    private static final class Queue implements SqsClient {
        final List<ReceiveMessageRequest> asked = new CopyOnWriteArrayList<>();

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            asked.add(request);
            if (asked.size() > 1) {
                return ReceiveMessageResponse.builder().build();
            }
            Message.Builder message =
                    Message.builder().messageId("m").receiptHandle("h").body("x");
            if (request.messageAttributeNames().contains("All")) {
                message.messageAttributes(Map.of(
                        "CamelFileName",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("../away")
                                .build()));
            }
            return ReceiveMessageResponse.builder().messages(message.build()).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
