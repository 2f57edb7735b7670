package dev.lamplighter.app.feature;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.base.lease.Leases;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/**
 * Looks at the lease last before a call that changes something is sent, each attempt of it, whoever makes it: a process that
 * was stopped or suspended since it decided on the call sends nothing more. Reads are for every copy.
 */
public final class LeaseGuard implements ExecutionInterceptor {
    /** A call that is sent now may still be on its way for so long. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

    /** What operations of S3 that change an object begin with. */
    private static final List<String> SEEN = List.of("Put", "Copy", "Complete", "Delete");

    /** The term of the lease in which the call was decided on. */
    private static final ExecutionAttribute<Long> TERM = new ExecutionAttribute<>("LamplighterTerm");

    private final Leases leases;

    public LeaseGuard(Leases leases) {
        this.leases = leases;
    }

    /** The request, to be sent only if no other copy has acted since that term of the lease began. */
    public static Ec2Request within(long term, Ec2Request request) {
        return term == 0
                ? request
                : (Ec2Request) request.toBuilder()
                        .overrideConfiguration(call -> call.putExecutionAttribute(TERM, term))
                        .build();
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        String name = lease(
                String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)),
                String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)),
                context.request());
        if (name.isEmpty()) {
            return;
        }
        Lease lease = leases.named(name);
        Long term = attributes.getAttribute(TERM);
        if (!lease.isHeldFor(ON_ITS_WAY) || (term != null && term != lease.term())) {
            throw new ProblemException(OtherCopy.acts(name, lease));
        }
    }

    /** The lease that a call needs; empty for one that every copy may make. */
    private static String lease(String service, String operation, SdkRequest request) {
        return switch (service) {
            case "Ec2" -> isRead(operation) || isTrial(request) ? "" : Lease.WINDOWS;
            case "Athena" -> operation.startsWith("Start") ? Lease.COSTS : "";
            case "S3" -> isSeen(operation) ? Lease.COSTS : "";
            default -> "";
        };
    }

    /** Whether others see it; an upload that is begun, and parts of it, are seen by nobody before it is completed. */
    private static boolean isSeen(String operation) {
        return SEEN.stream().anyMatch(operation::startsWith);
    }

    private static boolean isRead(String operation) {
        return operation.startsWith("Describe") || operation.startsWith("Get");
    }

    private static boolean isTrial(SdkRequest request) {
        return request instanceof RunInstancesRequest run && Boolean.TRUE.equals(run.dryRun());
    }
}
