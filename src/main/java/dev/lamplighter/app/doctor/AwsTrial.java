package dev.lamplighter.app.doctor;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.aws.AwsErrorText;
import dev.lamplighter.base.code.AwsProblemCode;
import dev.lamplighter.window.ec2.Ec2CallException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes one call to AWS and says what its answer means for the right that it needs. */
final class AwsTrial {
    private static final String WOULD_SUCCEED = "DryRunOperation";
    private static final Set<String> DENIALS = Set.of(
            "UnauthorizedOperation",
            "AccessDenied",
            "AccessDeniedException",
            "AuthorizationError",
            "AuthorizationErrorException");
    private static final Set<String> CREDENTIALS = Set.of(
            "AuthFailure",
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "MissingAuthenticationToken",
            "RequestExpired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    /** Calls AWS, by a client or by a route. */
    @FunctionalInterface
    interface Call {
        /** What is to be said of its success. */
        String made();
    }

    private AwsTrial() {}

    /**
     * Makes the call.
     *
     * @param subject the right, as in {@code ec2:StartInstances eu-west-1}
     */
    static Finding of(String subject, Call call) {
        try {
            return Finding.ok(subject, call.made());
        } catch (SdkException | ProblemException | Ec2CallException | IllegalStateException e) {
            return refused(subject, e);
        }
    }

    private static Finding refused(String subject, RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsServiceException refusal) {
                return of(subject, refusal);
            }
        }
        return Finding.fail(
                subject,
                failure instanceof ProblemException problem
                        ? problem.problem()
                        : new Problem(
                                AwsProblemCode.CALL_REFUSED,
                                subject,
                                "no answer",
                                AwsErrorText.readable(failure),
                                "look at the network, the region and AWS_ENDPOINT_URL"));
    }

    private static Finding of(String subject, AwsServiceException refusal) {
        String code = AwsErrorText.code(refusal);
        if (code.equals(WOULD_SUCCEED)) {
            return Finding.ok(subject, "allowed (a dry run)");
        }
        if (CREDENTIALS.contains(code)) {
            return Finding.fail(subject, credentials(subject, code + ": " + AwsErrorText.message(refusal)));
        }
        if (!DENIALS.contains(code)) {
            return Finding.fail(
                    subject,
                    new Problem(
                            AwsProblemCode.CALL_REFUSED,
                            subject,
                            "refused with " + code,
                            AwsErrorText.message(refusal),
                            "correct what the answer names, in the settings or in AWS"));
        }
        return denied(subject, refusal);
    }

    /** What is wrong with the credentials themselves. */
    static Problem credentials(String subject, String why) {
        return new Problem(
                AwsProblemCode.CREDENTIALS_UNUSABLE,
                subject,
                "the credentials can't be used",
                why,
                "give this user credentials of the account (environment, ~/.aws, instance role), or renew them");
    }

    private static Finding denied(String subject, AwsServiceException refusal) {
        String message = whole(refusal);
        Optional<AccessDenial> named = AccessDenial.in(message);
        String encoded = AccessDenial.encoded(message).isEmpty()
                ? ""
                : "; the rest of the answer is encoded: aws sts decode-authorization-message --encoded-message"
                        + " <encoded of --json>";
        String why = AwsErrorText.message(refusal) + encoded;
        if (named.isEmpty()) {
            return Finding.fail(
                    subject,
                    new Problem(
                            AwsProblemCode.RIGHT_MISSING,
                            subject,
                            "not allowed, and AWS doesn't name the action",
                            why,
                            "compare the policy with docs/reference/iam-policy.json, and the bucket's or key's own"
                                    + " policy"));
        }
        AccessDenial denial = named.get();
        String on = denial.resource().isEmpty() ? "" : " on " + denial.resource();
        return Finding.fail(
                        subject,
                        new Problem(
                                AwsProblemCode.RIGHT_MISSING,
                                subject,
                                "lacks " + denial.action() + on,
                                why,
                                denial.isDenied()
                                        ? "change the policy that denies it; allowing it elsewhere doesn't help"
                                        : "allow it: " + statement(denial)))
                .with(denial);
    }

    private static String statement(AccessDenial denial) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + denial.action() + "\",\"Resource\":\""
                + (denial.resource().isEmpty() ? "*" : denial.resource()) + "\"}";
    }

    /** AWS's message as it came, also with its encoded part. */
    private static String whole(AwsServiceException readable) {
        AwsServiceException refusal = Arrays.stream(readable.getSuppressed())
                .filter(AwsServiceException.class::isInstance)
                .map(AwsServiceException.class::cast)
                .findFirst()
                .orElse(readable);
        String message = refusal.awsErrorDetails() == null
                ? null
                : refusal.awsErrorDetails().errorMessage();
        return message == null || message.isBlank() ? String.valueOf(refusal.getMessage()) : message;
    }
}
