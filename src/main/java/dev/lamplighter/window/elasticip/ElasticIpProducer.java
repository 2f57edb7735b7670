package dev.lamplighter.window.elasticip;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.window.ec2.AssociateAddressCall;
import dev.lamplighter.window.ec2.DescribedElasticIp;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.Ec2Operation;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;

/** Describes the address, makes the one call that is missing, if any, and puts into headers what it found and did. */
final class ElasticIpProducer extends DefaultProducer {
    private static final Logger LOG = LoggerFactory.getLogger(ElasticIpProducer.class);
    private static final String HEADER = "LamplighterElasticIp";
    private static final String IN_PLACE = "IN_PLACE";

    private final ElasticIpEndpoint endpoint;
    private final Ec2Actions ec2;

    ElasticIpProducer(ElasticIpEndpoint endpoint, Ec2Actions ec2) {
        super(endpoint);
        this.endpoint = endpoint;
        this.ec2 = ec2;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        AssociateAddressCall wanted = endpoint.isPojoRequest() ? asked(exchange) : endpoint.association();
        Optional<DescribedElasticIp> described =
                ec2.describeAddresses(List.of(wanted.allocationId())).stream().findFirst();
        String done = switch (endpoint.operation()) {
            case ASSOCIATE -> associate(wanted, described.orElse(null));
            case DISASSOCIATE -> disassociate(wanted, listed(described, wanted));
            case DESCRIBE -> listed(described, wanted).isAssociated() ? "HELD" : "FREE";
        };
        DescribedElasticIp before = listed(described, wanted);
        tell(exchange.getMessage(), before, done);
        if (endpoint.isPojoRequest()) {
            exchange.getMessage()
                    .setBody(AssociateAddressResponse.builder()
                            .associationId(done.equals(IN_PLACE) ? before.associationId() : null)
                            .build());
        }
    }

    /** @throws org.apache.camel.InvalidPayloadException when the body is something else */
    private static AssociateAddressCall asked(Exchange exchange) throws Exception {
        AssociateAddressRequest request = exchange.getMessage().getMandatoryBody(AssociateAddressRequest.class);
        return new AssociateAddressCall(
                request.allocationId(),
                request.networkInterfaceId(),
                request.privateIpAddress(),
                Boolean.TRUE.equals(request.allowReassociation()));
    }

    private String associate(AssociateAddressCall wanted, @Nullable DescribedElasticIp described) {
        return switch (AddressState.of(described, wanted)) {
            case UNKNOWN -> throw new ProblemException(AddressProblems.unknown(wanted.allocationId()));
            case IN_PLACE -> IN_PLACE;
            case FREE -> associate(wanted, "it is free");
            case HELD -> {
                if (described != null && !wanted.allowReassociation()) {
                    throw new ProblemException(AddressProblems.held(wanted, described));
                }
                yield associate(wanted, described == null ? "" : "taken from " + described.holder());
            }
        };
    }

    private String associate(AssociateAddressCall wanted, String reason) {
        ec2.send(
                Ec2Operation.ASSOCIATE_ADDRESS,
                AssociateAddressRequest.builder()
                        .allocationId(wanted.allocationId())
                        .networkInterfaceId(wanted.networkInterfaceId())
                        .privateIpAddress(wanted.privateIp())
                        .allowReassociation(wanted.allowReassociation())
                        .build());
        LOG.info(
                "action=ASSOCIATE resource={} interface={} reason=\"{}\"",
                wanted.allocationId(),
                wanted.networkInterfaceId(),
                reason);
        return "ASSOCIATED";
    }

    private String disassociate(AssociateAddressCall wanted, DescribedElasticIp described) {
        String associationId = described.associationId();
        if (associationId == null) {
            return "FREE";
        }
        boolean anywhere = endpoint.getNetworkInterfaceId() == null;
        if (!anywhere && AddressState.of(described, wanted) != AddressState.IN_PLACE) {
            throw new ProblemException(AddressProblems.held(wanted, described));
        }
        ec2.send(
                Ec2Operation.DISASSOCIATE_ADDRESS,
                DisassociateAddressRequest.builder()
                        .associationId(associationId)
                        .build());
        LOG.info(
                "action=DISASSOCIATE resource={} reason=\"it was held by {}\"",
                wanted.allocationId(),
                described.holder());
        return "DISASSOCIATED";
    }

    private static DescribedElasticIp listed(Optional<DescribedElasticIp> described, AssociateAddressCall wanted) {
        return described.orElseThrow(() -> new ProblemException(AddressProblems.unknown(wanted.allocationId())));
    }

    private static void tell(Message message, DescribedElasticIp before, String done) {
        message.setHeader(HEADER + "Done", done);
        message.setHeader(HEADER + "PublicIp", before.publicIp());
        message.setHeader(HEADER + "HolderBefore", before.holder());
    }
}
