package dev.lamplighter.window.ec2;

import dev.lamplighter.base.alert.AlertSeverity;
import java.util.Set;

/** Groups EC2's error codes by what is done next (AWS: "Error codes for the Amazon EC2 API"). */
public enum Ec2Error {
    /** EC2 has no capacity for the instance type at present. */
    CAPACITY(
            "nothing at first: it is tried again while the window needs it; alternates in windows.yaml name other instance types to try, and so do type and subnet of a slot"),
    /** The account may not run more. */
    LIMIT("ask AWS for a higher quota, or name smaller alternates in windows.yaml"),
    /** The account has made too many calls in this region, through this service or others. */
    THROTTLED("it is called again more slowly; find out what else in the account calls EC2 so often"),
    /** The answer is an error page: it has an HTTP status but no error code of AWS. */
    FOREIGN(
            "look for a portal, a proxy or a redirect between here and AWS; it is tried again while the window needs it"),
    /** The image is sold on AWS Marketplace, and the account has not subscribed to it. */
    NOT_SUBSCRIBED(
            "subscribe to the image on AWS Marketplace with this account, or name another image in windows.yaml"),
    /** What a launch names doesn't exist in this account and region. */
    NO_SUCH_PART("name one in windows.yaml that this account has in this region"),
    /** The instance may not be terminated. */
    PROTECTED("turn its termination protection off in the EC2 console; it is tried again until it is gone"),
    DENIED("allow it (docs/reference/iam-policy.json), or renew the credentials"),
    OTHER("it is tried again while the window needs it; check the permissions if it stays");

    private static final Set<String> CAPACITY_CODES = Set.of(
            "InsufficientInstanceCapacity",
            "InsufficientHostCapacity",
            "InsufficientReservedInstanceCapacity",
            "InsufficientCapacity",
            "InsufficientCapacityOnHost",
            "Unsupported");
    /** After these the call may have been carried out; the last says so of one with the same token. */
    private static final Set<String> UNCLEAR = Set.of(
            "InternalError",
            "InternalFailure",
            "ServiceUnavailable",
            "Unavailable",
            "no answer",
            "IdempotentParameterMismatch");

    private static final Set<String> LIMIT_CODES = Set.of("InstanceLimitExceeded", "VcpuLimitExceeded");
    private static final Set<String> THROTTLING_CODES =
            Set.of("RequestLimitExceeded", "Throttling", "ThrottlingException", "RequestThrottled", "SlowDown");
    /** The beginnings of codes about what a launch names. */
    private static final Set<String> PARTS = Set.of(
            "InvalidAMIID.",
            "InvalidSubnetID.",
            "InvalidSecurityGroupID.",
            "InvalidGroup.",
            "InvalidKeyPair.",
            "InvalidIamInstanceProfile");

    private static final Set<String> DENIED_CODES = Set.of(
            "UnauthorizedOperation",
            "AccessDenied",
            "AccessDeniedException",
            "AuthFailure",
            "Blocked",
            "PendingVerification",
            "RequestExpired",
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "MissingAuthenticationToken",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    private final String fix;

    Ec2Error(String fix) {
        this.fix = fix;
    }

    /**
     * What a code means.
     *
     * @param code an error code, or the code of a StateReason, for example {@code Server.InsufficientInstanceCapacity}
     */
    public static Ec2Error of(String code) {
        String name = code.startsWith("Server.") ? code.substring("Server.".length()) : code;
        if (CAPACITY_CODES.contains(name)) {
            return CAPACITY;
        }
        if (LIMIT_CODES.contains(name)) {
            return LIMIT;
        }
        if (THROTTLING_CODES.contains(name)) {
            return THROTTLED;
        }
        if (name.equals("OptInRequired")) {
            return NOT_SUBSCRIBED;
        }
        if (name.equals("OperationNotPermitted")) {
            return PROTECTED;
        }
        if (PARTS.stream().anyMatch(name::startsWith)) {
            return NO_SUCH_PART;
        }
        if (name.startsWith("HTTP ")) {
            return FOREIGN;
        }
        return DENIED_CODES.contains(name) ? DENIED : OTHER;
    }

    /** What a failed call means; without credentials no call was made at all. */
    public static Ec2Error of(Ec2CallException failure) {
        boolean noCredentials = failure.errorCode().isEmpty()
                && String.valueOf(failure.getMessage()).contains("credentials");
        return noCredentials ? DENIED : of(failure.errorCode());
    }

    /** Whether trying again can help. */
    public AlertSeverity severity() {
        return switch (this) {
            case DENIED, NOT_SUBSCRIBED, NO_SUCH_PART, PROTECTED -> AlertSeverity.ERROR;
            case CAPACITY, LIMIT, THROTTLED, FOREIGN, OTHER -> AlertSeverity.WARN;
        };
    }

    /** What the operator can do. */
    public String fix() {
        return fix;
    }

    /** Whether the answer leaves open if the call was carried out. */
    public static boolean isUnclear(String code) {
        return code.isEmpty() || of(code) == FOREIGN || UNCLEAR.contains(code);
    }

    /** Whether an instance of another type might be available. */
    public boolean isForType() {
        return this == CAPACITY || this == LIMIT;
    }
}
