package dev.lamplighter.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.LightProblemCode;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

final class PollFailureTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(refusal("RequestLimitExceeded", 503), "LIGHT-001", "RequestLimitExceeded"),
                Arguments.of(refusal("Throttling", 400), "LIGHT-001", "Throttling"),
                Arguments.of(refusal("AuthFailure", 401), "LIGHT-002", "AuthFailure"),
                Arguments.of(refusal("RequestExpired", 400), "LIGHT-002", "clock"),
                Arguments.of(refusal("InvalidClientTokenId", 403), "LIGHT-002", "access keys"),
                Arguments.of(refusal("UnauthorizedOperation", 403), "LIGHT-003", "ec2:DescribeInstances"),
                Arguments.of(refusal("InternalError", 500), "LIGHT-005", "InternalError"),
                Arguments.of(Ec2Exception.builder().statusCode(502).build(), "LIGHT-005", "HTTP 502"),
                Arguments.of(
                        SdkClientException.create("Unable to execute HTTP request", new UnknownHostException("ec2.x")),
                        "LIGHT-004",
                        "UnknownHostException: ec2.x"),
                Arguments.of(
                        SdkClientException.create("Unable to execute HTTP request", new ConnectException("refused")),
                        "LIGHT-004",
                        "ConnectException: refused"),
                Arguments.of(ApiCallTimeoutException.create(5000), "LIGHT-004", "5000"),
                Arguments.of(
                        SdkClientException.create("Unable to load credentials from any of the providers in the chain "
                                + "AwsCredentialsProviderChain(credentialsProviders=[EnvironmentVariableCredentials"
                                + "Provider()]) : [EnvironmentVariableCredentialsProvider(): Unable to load]"),
                        "LIGHT-002",
                        "missed a poll (Unable to load credentials from any of the providers in the chain): no"),
                Arguments.of(new IllegalStateException("a defect"), "LIGHT-006", "a defect"),
                Arguments.of(
                        new ProblemException(new Problem(LightProblemCode.PAGE_TWICE, "ec2", "again", "why", "fix")),
                        "LIGHT-007",
                        "again"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhichFailureItIsAndWhatToDo(Exception failure, String code, String detail) {
        assertThat(PollFailure.of(failure).problem().line())
                .startsWith(code + "  ")
                .contains(detail)
                .doesNotContain("[EnvironmentVariable");
    }

    @Test
    void namesTheSourceWhereThereAreSeveral() {
        PollFailure failure = PollFailure.of(refusal("Throttling", 400));
        assertThat(failure.at("").problem().line()).startsWith("LIGHT-001  ec2  missed a poll");
        assertThat(failure.at("production").problem().line()).startsWith("LIGHT-001  ec2 of production  missed a poll");
    }

    private static Exception refusal(String code, int status) {
        return Ec2Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("no")
                        .build())
                .build();
    }
}
