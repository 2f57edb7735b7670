package dev.lamplighter.app.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.lease.DatabaseLease;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.base.lease.Leases;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.s3.S3Client;

/** Calls of a real client of the SDK, whose HTTP goes nowhere. */
final class LeaseGuardTest {
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final StartInstancesRequest START =
            StartInstancesRequest.builder().instanceIds("i-1").build();

    private final SimulatedClock clock = new SimulatedClock("2026-11-22T14:00:00Z");
    private final StateDatabase shared = StateDatabase.inMemory();
    private final Leases leases =
            Leases.shared(shared.dataSource(), "one/1", LENGTH, new ElapsedTime(clock, clock::nanoTime));
    private final Lease lease = leases.named(Lease.WINDOWS);
    private final Lease ofTheOther =
            new DatabaseLease(shared.dataSource(), Lease.WINDOWS, "two/2", LENGTH, clock::nanoTime);
    private final List<String> sent = new ArrayList<>();
    private final Ec2Client ec2 = client();

    @AfterEach
    void close() {
        ec2.close();
        shared.close();
    }

    @Test
    void aCallIsSentWithTheLeaseAndNotAfterItRanOut() {
        assertThat(lease.renew()).isTrue();
        ec2.startInstances(START);
        clock.pass(Duration.ofSeconds(8)); // it may be on its way for two more

        assertThatThrownBy(() -> ec2.startInstances(START)).hasMessageStartingWith("CONFIG-050");

        assertThat(sent).hasSize(1);
    }

    @Test
    void whoWakesAndHasTheLeaseAgainStillSendsNothingThatWasDecidedBefore() {
        lease.renew();
        StartInstancesRequest decided = (StartInstancesRequest) LeaseGuard.within(lease.term(), START);
        ofTheOther.renew();
        clock.pass(LENGTH);
        assertThat(ofTheOther.renew()).isTrue();
        ofTheOther.release();
        assertThat(lease.renew()).isTrue();

        assertThatThrownBy(() -> ec2.startInstances(decided)).hasMessageStartingWith("CONFIG-050");
        assertThat(sent).isEmpty();
        ec2.startInstances((StartInstancesRequest) LeaseGuard.within(lease.term(), START));
        assertThat(sent).hasSize(1);
    }

    @Test
    void everyCopyMayReadAndTryALaunch() {
        ofTheOther.renew();
        assertThat(lease.renew()).isFalse();

        assertThatCode(() -> ec2.describeInstances()).doesNotThrowAnyException();
        assertThatCode(() ->
                        ec2.runInstances(run -> run.dryRun(true).minCount(1).maxCount(1)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ec2.runInstances(run -> run.minCount(1).maxCount(1)))
                .hasMessageContaining("two holds the lease of the windows")
                .hasMessageContaining("give the command on two");
    }

    /** A part of an upload is seen by nobody; what makes an object seen is for the holder. */
    @Test
    void onlyTheHolderOfTheCostsChangesWhatIsInABucket() {
        Lease costs = leases.named(Lease.COSTS);
        Lease costsOfTheOther = new DatabaseLease(shared.dataSource(), Lease.COSTS, "two/2", LENGTH, clock::nanoTime);
        costs.renew();
        try (S3Client s3 = s3()) {
            s3.putObject(put -> put.bucket("b").key("k"), RequestBody.fromString("x"));
            assertThat(sent).containsExactly("PUT");
            costsOfTheOther.renew();
            clock.pass(LENGTH);
            costsOfTheOther.renew(); // while this copy was stopped

            s3.createMultipartUpload(begin -> begin.bucket("b").key("k"));
            s3.abortMultipartUpload(end -> end.bucket("b").key("k").uploadId("u"));
            assertThat(sent).containsExactly("PUT", "POST", "DELETE");
            assertThatThrownBy(() -> s3.putObject(put -> put.bucket("b").key("k"), RequestBody.fromString("x")))
                    .hasMessageStartingWith("CONFIG-050  costs");
            assertThatThrownBy(() -> s3.completeMultipartUpload(
                            end -> end.bucket("b").key("k").uploadId("u")))
                    .hasMessageStartingWith("CONFIG-050  costs");
            assertThatThrownBy(
                            () -> s3.deleteObject(delete -> delete.bucket("b").key("k")))
                    .hasMessageStartingWith("CONFIG-050  costs");
        }
        assertThat(sent).hasSize(3);
    }

    private S3Client s3() {
        return S3Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .forcePathStyle(true)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(calls -> calls.addExecutionInterceptor(new LeaseGuard(leases)))
                .httpClient(new Nowhere())
                .build();
    }

    private Ec2Client client() {
        return Ec2Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(calls -> calls.addExecutionInterceptor(new LeaseGuard(leases)))
                .httpClient(new Nowhere())
                .build();
    }

    /** Takes every call and answers with an empty document. */
    private final class Nowhere implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    sent.add(request.httpRequest().method().name());
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(
                                    new ByteArrayInputStream("<Response/>".getBytes(StandardCharsets.UTF_8))))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
