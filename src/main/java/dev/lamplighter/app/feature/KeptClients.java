package dev.lamplighter.app.feature;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.spi.BeanRepository;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;

/**
 * Offers the clients of S3, Athena and SQS to Camel's registry, by name and by type, so that each is made when a component of a
 * route first asks for it. Types are compared by their names, because naming a class loads it.
 */
final class KeptClients implements BeanRepository {
    private static final String SERVICES = "software.amazon.awssdk.services.";
    private static final Map<String, String> NAMES = Map.of(
            SERVICES + "s3.S3Client", "s3Client",
            SERVICES + "athena.AthenaClient", "athenaClient",
            SERVICES + "sqs.SqsClient", "sqsClient");

    private final Map<String, Supplier<? extends SdkClient>> clients;

    KeptClients(AwsClients aws) {
        clients = Map.of("s3Client", aws.s3(), "athenaClient", aws.athena(), "sqsClient", aws.sqs());
    }

    @Override
    public @Nullable Object lookupByName(String name) {
        Supplier<? extends SdkClient> client = clients.get(name);
        return client == null ? null : client.get();
    }

    @Override
    public <T> @Nullable T lookupByNameAndType(String name, Class<T> type) {
        return name.equals(NAMES.get(type.getName())) ? type.cast(lookupByName(name)) : null;
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return Optional.ofNullable(NAMES.get(type.getName()))
                .map(name -> Map.of(name, type.cast(lookupByName(name))))
                .orElseGet(Map::of);
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return Set.copyOf(findByTypeWithName(type).values());
    }
}
