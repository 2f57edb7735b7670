package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** How much of an answer is read, and when its connection is given up. */
final class HttpBodyPrefixTest {
    private final HttpBodyPrefix prefix = new HttpBodyPrefix(5);
    private long asked;
    private boolean isGivenUp;

    private void begin() {
        prefix.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                asked = n;
            }

            @Override
            public void cancel() {
                isGivenUp = true;
            }
        });
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private CompletableFuture<byte[]> body() {
        return prefix.getBody().toCompletableFuture();
    }

    @Test
    void aShortAnswerIsReadWhole() {
        begin();
        assertThat(asked).isPositive();
        prefix.onNext(List.of(bytes("ab"), bytes("cd")));
        assertThat(isGivenUp).isFalse();
        assertThat(body()).isNotDone();

        prefix.onComplete();

        assertThat(body())
                .isCompletedWithValueMatching(
                        read -> Arrays.equals(read, bytes("abcd").array()));
    }

    @Test
    void ofAStreamItsBeginningIsReadAndTheRestNotWaitedFor() {
        begin();
        prefix.onNext(List.of(bytes("abc")));
        prefix.onNext(List.of(bytes("de")));
        assertThat(isGivenUp).isTrue();
        assertThat(body())
                .isCompletedWithValueMatching(
                        read -> Arrays.equals(read, bytes("abcde").array()));
    }

    @Test
    void whatArrivesBeyondTheMostIsDropped() {
        begin();
        prefix.onNext(List.of(bytes("abc"), bytes("defg"), bytes("h")));

        assertThat(body())
                .isCompletedWithValueMatching(
                        read -> Arrays.equals(read, bytes("abcde").array()));
    }

    @Test
    void aFailureIsHandedOn() {
        begin();
        prefix.onError(new IllegalStateException("reset"));

        assertThatThrownBy(() -> body().join()).hasRootCauseMessage("reset");
    }
}
