package dev.lamplighter.app.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.base.aws.AwsHttp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Calls an operation of Glue that only reads. The service itself reaches Glue through Athena, so that it has no client of it;
 * this signs the JSON of a call by the SDK's own signer.
 */
final class GlueCall {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Far more than a database or a table is described in. */
    private static final int LONGEST = 1 << 20;

    private static final int OK = 200;

    private final Region region;
    private final AwsCredentialsProvider credentials;

    GlueCall(Region region, AwsCredentialsProvider credentials) {
        this.region = region;
        this.credentials = credentials;
    }

    /**
     * Makes a call.
     *
     * @param operation as in {@code GetTable}
     * @throws AwsServiceException when Glue refuses it
     * @throws SdkClientException when Glue doesn't answer, or not like Glue
     */
    JsonNode get(String operation, Map<String, Object> parameters) {
        ObjectNode body = JSON.valueToTree(parameters);
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest plain = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint())
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "AWSGlue." + operation)
                .build();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(credentials.resolveCredentials())
                        .request(plain)
                        .payload(() -> new ByteArrayInputStream(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "glue")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
        try (SdkHttpClient http = new AwsHttp()) {
            HttpExecuteResponse response = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(signed.request())
                            .contentStreamProvider(() -> new ByteArrayInputStream(bytes))
                            .build())
                    .call();
            JsonNode answer = JSON.readTree(read(response));
            int status = response.httpResponse().statusCode();
            if (!answer.isObject()) {
                throw notGlue(operation, "HTTP " + status);
            }
            if (status != OK) {
                throw refusal(status, response, answer);
            }
            return answer;
        } catch (JsonProcessingException e) {
            throw notGlue(operation, "no JSON");
        } catch (IOException e) {
            throw SdkClientException.create("glue:" + operation + " got no answer: " + e.getMessage(), e);
        }
    }

    private static SdkClientException notGlue(String operation, String answer) {
        return SdkClientException.create("glue:" + operation + " was answered by something else than Glue: " + answer);
    }

    private static byte[] read(HttpExecuteResponse response) throws IOException {
        if (response.responseBody().isEmpty()) {
            return new byte[0];
        }
        try (InputStream in = response.responseBody().get()) {
            return in.readNBytes(LONGEST);
        }
    }

    /** The code is in a field or a header, with a namespace before it or a URL behind it (AWS: "AWS JSON 1.1 protocol"). */
    private static AwsServiceException refusal(int status, HttpExecuteResponse response, JsonNode answer) {
        String type = answer.path("__type")
                .asText(response.httpResponse()
                        .firstMatchingHeader("x-amzn-ErrorType")
                        .orElse(""));
        String code = type.replaceFirst("^.*#", "").replaceFirst(":.*$", "");
        String message = answer.path("message").asText(answer.path("Message").asText());
        return AwsServiceException.builder()
                .statusCode(status)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .serviceName("Glue")
                        .build())
                .build();
    }

    /** The endpoint that the SDK's own settings name, else AWS's. */
    private URI endpoint() {
        return Stream.of(
                        System.getProperty("aws.endpointUrlGlue"),
                        System.getenv("AWS_ENDPOINT_URL_GLUE"),
                        System.getProperty("aws.endpointUrl"),
                        System.getenv("AWS_ENDPOINT_URL"))
                .flatMap(url -> Optional.ofNullable(url).stream())
                .filter(url -> !url.isBlank())
                .findFirst()
                .map(URI::create)
                .orElseGet(() -> URI.create("https://glue." + region.id() + "."
                        + PartitionMetadata.of(region).dnsSuffix() + "/"));
    }
}
