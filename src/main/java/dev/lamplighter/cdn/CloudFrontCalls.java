package dev.lamplighter.cdn;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.aws.AwsErrorText;
import dev.lamplighter.base.code.CdnProblemCode;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigResponse;

/** Makes CloudFront's calls; the client is made by the first of them. Routes know it as the bean {@code cloudFront}. Thread-safe. */
public final class CloudFrontCalls implements AutoCloseable {
    private static final int PRECONDITION_FAILED = 412;

    private final Function<ExecutionInterceptor, SdkClient> connect;
    private @Nullable CloudFrontClient client;

    /**
     * @param connect makes the client of CloudFront with an interceptor, before all others; this closes it. The client is called by its
     *     general type, because the special one would be loaded for the sake of its name
     */
    public CloudFrontCalls(Function<ExecutionInterceptor, SdkClient> connect) {
        this.connect = connect;
    }

    /** The configuration of the distribution, with the tag of its version. */
    public Distribution getDistributionConfig(OriginRequest request) {
        try {
            AtomicReference<byte[]> xml = new AtomicReference<>();
            GetDistributionConfigResponse read = client().getDistributionConfig(get -> get.id(request.distribution())
                    .overrideConfiguration(call -> call.putExecutionAttribute(SentXml.READ, xml)));
            byte[] sent = xml.get();
            if (sent == null) {
                throw new IllegalStateException("the client lacks the interceptor that it was to be made with");
            }
            return new Distribution(read.eTag(), read.distributionConfig(), sent);
        } catch (SdkException e) {
            throw refused("GetDistributionConfig", request, e);
        }
    }

    /**
     * Replaces the configuration.
     *
     * @throws ChangedMeanwhileException when it is no longer the version that it was made from
     */
    public PointedDistribution updateDistribution(PointedDistribution pointed) {
        OriginRequest request = pointed.request();
        try {
            client().updateDistribution(update -> update.id(request.distribution())
                    .ifMatch(pointed.etag())
                    .distributionConfig(pointed.config())
                    .overrideConfiguration(call -> call.putExecutionAttribute(SentXml.WRITTEN, pointed.xml())));
            return pointed;
        } catch (AwsServiceException e) {
            if (e.statusCode() == PRECONDITION_FAILED || AwsErrorText.code(e).equals("InvalidIfMatchVersion")) {
                throw new ChangedMeanwhileException(e);
            }
            throw refused("UpdateDistribution", request, e);
        } catch (SdkException e) {
            throw refused("UpdateDistribution", request, e);
        }
    }

    private synchronized CloudFrontClient client() {
        CloudFrontClient made = client;
        if (made == null) {
            made = (CloudFrontClient) connect.apply(new SentXml());
            client = made;
        }
        return made;
    }

    private static ProblemException refused(String operation, OriginRequest request, SdkException e) {
        boolean isRefusal = e instanceof AwsServiceException;
        String why = e instanceof AwsServiceException refusal
                ? AwsErrorText.code(refusal) + ": " + AwsErrorText.message(refusal)
                : AwsErrorText.readable(e);
        return new ProblemException(
                new Problem(
                        CdnProblemCode.CALL_FAILED,
                        "distribution " + request.distribution(),
                        operation + (isRefusal ? " was refused" : " got no answer"),
                        why,
                        isRefusal
                                ? "allow it (docs/reference/iam-policy.json, CdnPoint), or correct what CloudFront says"
                                : "check the network and the credentials, and ask again",
                        isRefusal ? Problem.Kind.USER : Problem.Kind.RETRY),
                e);
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
