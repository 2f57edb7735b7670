package dev.lamplighter.fleet;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.aws.AwsErrorText;
import dev.lamplighter.base.aws.FailedOperation;
import dev.lamplighter.base.aws.InvalidResponseException;
import dev.lamplighter.base.code.LightProblemCode;
import java.io.IOException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Says why a poll failed, in words for the operator who has to act.
 *
 * @param cause what was thrown
 */
public record PollFailure(Kind kind, Problem problem, Throwable cause) {
    /** Error codes of the EC2 API reference, "Common client error codes". */
    private static final Set<String> CREDENTIAL_CODES = Set.of(
            "AuthFailure",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidClientTokenId",
            "MissingAuthenticationToken",
            "RequestExpired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    private static final Set<String> PERMISSION_CODES =
            Set.of("UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "OptInRequired", "Blocked");

    /** The kinds of failure, each with its code and fix. */
    public enum Kind {
        THROTTLED(
                LightProblemCode.THROTTLED,
                "this account asks EC2 too often",
                "set a longer light.poll-period, or find out what else in the account calls EC2 so often"),
        CREDENTIALS(
                LightProblemCode.NO_CREDENTIALS,
                "no credentials that EC2 accepts",
                "check the access keys (environment, ~/.aws) or the instance role, and the clock of this machine"),
        PERMISSION(
                LightProblemCode.NOT_PERMITTED,
                "the policy of this user or role doesn't allow it",
                "add ec2:DescribeInstanceStatus and ec2:DescribeInstances to the policy"),
        NETWORK(
                LightProblemCode.UNREACHABLE,
                "EC2 can't be reached",
                "check network, name server, region and AWS_ENDPOINT_URL"),
        SERVICE(
                LightProblemCode.SERVICE_ERROR,
                "EC2 answers with an error",
                "none needed if it goes away; see the AWS Health Dashboard"),
        ANSWER(
                LightProblemCode.NOT_EC2,
                "what answered isn't EC2, or was cut off",
                "none needed if it goes away; else look for a portal, a proxy or a redirect on the way"
                        + " (AWS_ENDPOINT_URL)"),
        UNEXPECTED(
                LightProblemCode.UNEXPECTED,
                "an error that Lamplighter doesn't know",
                "report it as a defect, together with the log");

        private final LightProblemCode code;
        private final String why;
        private final String fix;

        Kind(LightProblemCode code, String why, String fix) {
            this.code = code;
            this.why = why;
            this.fix = fix;
        }
    }

    public static PollFailure of(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return new PollFailure(Kind.UNEXPECTED, known.problem(), failure);
        }
        if (failure instanceof AwsServiceException refusal) {
            return ofRefusal(refusal);
        }
        if (failure instanceof InvalidResponseException answer) {
            return ofAnswer(answer);
        }
        if (failure instanceof ApiCallTimeoutException
                || failure instanceof ApiCallAttemptTimeoutException
                || hasCause(failure, IOException.class)) {
            return of(Kind.NETWORK, innermost(failure), failure);
        }
        if (failure instanceof SdkClientException
                && String.valueOf(failure.getMessage()).contains("credentials")) {
            return of(Kind.CREDENTIALS, withoutProviders(failure), failure);
        }
        return of(Kind.UNEXPECTED, failure.toString(), failure);
    }

    /** The same failure with the name of its source in its line; unchanged if the source has no name. */
    public PollFailure at(String source) {
        Problem named = new Problem(
                problem.code(),
                problem.where() + " of " + source,
                problem.what(),
                problem.why(),
                problem.fix(),
                problem.kind());
        return source.isEmpty() ? this : new PollFailure(kind, named, cause);
    }

    /** Whether no poll can succeed before the operator has acted. */
    public boolean isRefusal() {
        return kind == Kind.CREDENTIALS || kind == Kind.PERMISSION;
    }

    private static PollFailure of(Kind kind, String detail, Throwable cause) {
        return new PollFailure(
                kind,
                new Problem(
                        kind.code,
                        FailedOperation.of(cause).orElse("ec2"),
                        "missed a poll (" + detail + ")",
                        kind.why,
                        kind.fix),
                cause);
    }

    private static PollFailure ofAnswer(InvalidResponseException answer) {
        return new PollFailure(
                Kind.ANSWER,
                new Problem(
                        Kind.ANSWER.code,
                        answer.call(),
                        "missed a poll (" + answer.getMessage() + ")",
                        Kind.ANSWER.why,
                        Kind.ANSWER.fix),
                answer);
    }

    private static PollFailure ofRefusal(AwsServiceException refusal) {
        Kind kind = kind(refusal, AwsErrorText.code(refusal));
        boolean foreign = AwsErrorText.isWithoutCode(refusal) && refusal.awsErrorDetails() != null;
        String detail = foreign ? AwsErrorText.message(refusal) : AwsErrorText.code(refusal);
        if (refusal instanceof StsException) {
            return ofRole(kind, detail, refusal);
        }
        return of(kind, detail, refusal);
    }

    private static PollFailure ofRole(Kind kind, String detail, AwsServiceException refusal) {
        String fix = kind == Kind.PERMISSION
                ? "allow sts:AssumeRole on the role of this source, and let that role trust this service and external"
                        + " id"
                : kind.fix;
        return new PollFailure(
                kind,
                new Problem(kind.code, "sts:AssumeRole", "missed a poll (" + detail + ")", kind.why, fix),
                refusal);
    }

    private static Kind kind(AwsServiceException refusal, String code) {
        if (refusal.isThrottlingException() || code.equals("RequestLimitExceeded")) {
            return Kind.THROTTLED;
        }
        if (PERMISSION_CODES.contains(code)) {
            return Kind.PERMISSION;
        }
        if (AwsErrorText.isWithoutCode(refusal)) {
            return refusal.statusCode() >= 500 ? Kind.SERVICE : Kind.ANSWER;
        }
        return CREDENTIAL_CODES.contains(code) || refusal.statusCode() == 401 ? Kind.CREDENTIALS : Kind.SERVICE;
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> kind) {
        return kind.isInstance(failure) || (failure.getCause() != null && hasCause(failure.getCause(), kind));
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    /** The message without the SDK's list of all credentials providers and their errors. */
    private static String withoutProviders(Throwable failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("(?s)( AwsCredentialsProviderChain\\(|: \\[).*", "");
    }
}
