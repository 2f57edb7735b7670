package dev.lamplighter.app.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.app.route.OfflineAwsClients;
import dev.lamplighter.base.aws.AwsTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.component.aws2.athena.Athena2Endpoint;
import org.apache.camel.component.aws2.s3.AWS2S3Endpoint;
import org.apache.camel.component.aws2.sqs.Sqs2Component;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultRegistry;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Which clients routes have of S3, Athena and SQS: the service's own, made when a route first needs one. */
final class KeptClientsTest {
    private final List<SdkClient> made = new ArrayList<>();

    private final AwsClients aws = new AwsClients(
            OfflineAwsClients.refusing(Ec2Client.class),
            kept(S3Client.class),
            kept(AthenaClient.class),
            kept(SqsClient.class),
            source -> OfflineAwsClients.refusing(Ec2Client.class),
            source -> OfflineAwsClients.refusing(Ec2Client.class),
            AwsTime.UNKNOWN);

    private <C extends SdkClient> KeptClient<C> kept(Class<C> type) {
        return new KeptClient<>(() -> {
            C client = OfflineAwsClients.refusing(type);
            made.add(client);
            return client;
        });
    }

    @Test
    void aComponentHasTheClientOfTheServiceAlsoWhereItsEndpointNamesNone() throws Exception {
        DefaultRegistry registry = new DefaultRegistry();
        registry.addBeanRepository(new KeptClients(aws));
        try (DefaultCamelContext camel = new DefaultCamelContext(registry)) {
            camel.start();
            assertThat(made).isEmpty();

            AWS2S3Endpoint s3 = camel.getEndpoint("aws2-s3:reports", AWS2S3Endpoint.class);
            assertThat(s3.getConfiguration().getAmazonS3Client())
                    .isSameAs(aws.s3().get());
            assertThat(made).containsExactly(aws.s3().get());

            Athena2Endpoint athena = camel.getEndpoint("aws2-athena:query", Athena2Endpoint.class);
            assertThat(athena.getConfiguration().getAmazonAthenaClient())
                    .isSameAs(aws.athena().get());
            Sqs2Component sqs = camel.getComponent("aws2-sqs", Sqs2Component.class);
            assertThat(sqs.getConfiguration().getAmazonSQSClient())
                    .isSameAs(aws.sqs().get());
            assertThat(made).hasSize(3);
        }
    }

    @Test
    void aClientIsFoundByItsNameAndByNoOther() {
        KeptClients clients = new KeptClients(aws);

        assertThat(clients.lookupByName("s3")).isNull();
        assertThat(clients.lookupByNameAndType("athenaClient", S3Client.class)).isNull();
        assertThat(clients.findByType(Ec2Client.class)).isEmpty();
        assertThat(made).isEmpty();

        assertThat(clients.lookupByName("sqsClient")).isSameAs(aws.sqs().get());
        assertThat(clients.lookupByNameAndType("s3Client", S3Client.class))
                .isSameAs(aws.s3().get());
        assertThat(made).hasSize(2);
    }
}
