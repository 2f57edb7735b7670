package dev.lamplighter.base.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Which answers tell the time, through the real SDK. */
final class ResponseDateRecorderTest {
    private static final String DATE = "Sun, 22 Nov 2026 14:30:05 GMT";
    private static final Instant TOLD = Instant.parse("2026-11-22T14:30:05Z");
    private static final String EMPTY = "<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>";

    private final AtomicLong nanos = new AtomicLong(1_000);
    private final ResponseDateRecorder dates = new ResponseDateRecorder(nanos::get);
    private int status = 200;
    private Duration takes = Duration.ZERO;
    private Map<String, String> headers = Map.of("Date", DATE, "x-amzn-requestid", "59dbff89-35bd");

    private final Ec2Client ec2 = Ec2Client.builder()
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .overrideConfiguration(
                    calls -> calls.addExecutionInterceptor(dates).retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClient(new Answering())
            .build();

    /** Answers every call alike, without a network. */
    private final class Answering implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    nanos.addAndGet(takes.toNanos());
                    SdkHttpResponse.Builder answer = SdkHttpResponse.builder().statusCode(status);
                    headers.forEach(answer::putHeader);
                    return HttpExecuteResponse.builder()
                            .response(answer.build())
                            .responseBody(AbortableInputStream.create(
                                    new ByteArrayInputStream(EMPTY.getBytes(StandardCharsets.UTF_8))))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void close() {
        ec2.close();
    }

    private void call() {
        Throwable refused = catchThrowable(() -> ec2.describeInstances());
        assertThat(refused == null).isEqualTo(status == 200);
    }

    @ParameterizedTest
    @CsvSource({
        "200, x-amzn-requestid",
        "200, x-amzn-RequestId",
        "200, x-amz-request-id",
        "403, x-amzn-RequestId",
        "500, x-amzn-requestid",
        "503, x-amz-request-id"
    })
    void anAnswerWithAwsRequestIdTellsTheTimeWhateverElseItSays(int with, String header) {
        status = with;
        headers = Map.of("Date", DATE, header, "59dbff89-35bd");

        call();

        assertThat(dates.latest()).containsExactly(new ServerTimeSample(TOLD, 1_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 403, 500})
    void anAnswerWithoutItMayBeAnybodys(int with) {
        status = with;
        headers = Map.of("Date", DATE, "Server", "portal");

        call();

        assertThat(dates.latest()).isEmpty();
    }

    @Test
    void aBlankRequestIdIsNone() {
        headers = Map.of("Date", DATE, "x-amzn-requestid", " ");

        call();

        assertThat(dates.latest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-22T14:30:05Z", "-1", "Sun, 99 Nov 2026 14:30:05 GMT"})
    void aDateThatIsNoneTellsNothing(String date) {
        headers = Map.of("Date", date, "x-amzn-requestid", "59dbff89-35bd");

        call();

        assertThat(dates.latest()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT10S, 1", "PT10.001S, 0"})
    void anAnswerThatWasLongUnderWaySaysNothingAboutNow(Duration underWay, int kept) {
        takes = underWay;

        call();

        assertThat(dates.latest()).hasSize(kept);
    }

    @Test
    void theLastTwoAreKept() {
        for (int second = 1; second <= 5; second++) {
            headers = Map.of("Date", DATE.replace(":05 ", ":0" + second + " "), "x-amzn-requestid", "59dbff89-35bd");
            nanos.set(second);
            call();
        }

        assertThat(dates.latest())
                .containsExactly(new ServerTimeSample(TOLD.minusSeconds(1), 4), new ServerTimeSample(TOLD, 5));
    }

    @Test
    void aDateGoesOnAsTimeDoes() {
        assertThat(new ServerTimeSample(TOLD, 5).at(5 + 90_000_000_000L)).isEqualTo(TOLD.plusSeconds(90));
    }
}
