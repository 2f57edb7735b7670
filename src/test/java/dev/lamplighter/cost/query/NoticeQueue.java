package dev.lamplighter.cost.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** A queue that delivers each message once and never waits. */
final class NoticeQueue implements SqsClient {
    static final String URL = "https://sqs.eu-west-1.amazonaws.com/000000000000/notices";

    private final ConcurrentLinkedQueue<String> waiting = new ConcurrentLinkedQueue<>();
    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private final AtomicInteger handles = new AtomicInteger();
    private volatile boolean down;

    /** A notification as S3 writes it. */
    static String created(String bucket, String key) {
        return "{\"Records\":[{\"eventVersion\":\"2.1\",\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\","
                + "\"s3\":{\"bucket\":{\"name\":\"" + bucket + "\"},\"object\":{\"key\":\""
                + URLEncoder.encode(key, StandardCharsets.UTF_8) + "\",\"size\":7}}}]}";
    }

    void send(String message) {
        waiting.add(message);
    }

    /** Whether every look at the queue fails. */
    void setDown(boolean isDown) {
        down = isDown;
    }

    /** Receipt handles. */
    List<String> deleted() {
        return deleted;
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        if (down) {
            throw SdkClientException.create("no queue today");
        }
        String body = request.queueUrl().equals(URL) ? waiting.poll() : null;
        return body == null
                ? ReceiveMessageResponse.builder().build()
                : ReceiveMessageResponse.builder()
                        .messages(Message.builder()
                                .messageId("m")
                                .receiptHandle("handle-" + handles.incrementAndGet())
                                .body(body)
                                .build())
                        .build();
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        deleted.add(request.receiptHandle());
        return DeleteMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
