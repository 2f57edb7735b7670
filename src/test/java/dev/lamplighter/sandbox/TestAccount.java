package dev.lamplighter.sandbox;

import static org.awaitility.Awaitility.await;

import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.aws.Call;
import dev.lamplighter.sandbox.aws.CallLedger;
import dev.lamplighter.sandbox.aws.FaultHook;
import dev.lamplighter.sandbox.cur.CostReportSpec;
import dev.lamplighter.sandbox.cur.Delivery;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import dev.lamplighter.sandbox.sts.StsStandIn;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceType;

/**
 * AWS as one test's service sees it: an EC2 with the seeded fleet and an Athena of its own, over the S3, Glue and Trino
 * that all tests share. Buckets and database carry the account's name.
 */
final class TestAccount implements AutoCloseable {
    private final String name;
    private final SandboxLake lake = SandboxLake.shared();
    private final AwsServer server = AwsServer.start(0);
    private final Ec2StandIn ec2 = new Ec2StandIn(InstantSource.system());
    private final Path tables;
    private final ReportDeliveries deliveries;

    /**
     * An account of that name.
     *
     * @param athena wraps what answers for Athena
     */
    TestAccount(String name, UnaryOperator<AthenaClient> athena) {
        this.name = name;
        InitialFleet.plantIn(ec2);
        server.serve("ec2", ec2)
                .serve("sts", new StsStandIn(InstantSource.system()))
                .serve("glue", lake.glue())
                .serve("athena", athena.apply(lake.newAthena()));
        lake.bucket(reportsBucket());
        tables = lake.bucket("tables-" + name);
        deliveries = new ReportDeliveries(lake.s3(), Path.of("target/it/deliveries", name));
    }

    TestAccount(String name) {
        this(name, UnaryOperator.identity());
    }

    Ec2StandIn ec2() {
        return ec2;
    }

    CallLedger ledger() {
        return server.ledger();
    }

    void faults(FaultHook hook) {
        server.faults(hook);
    }

    Endpoints endpoints() {
        return endpoints(lake.s3Endpoint());
    }

    Endpoints endpoints(URI s3) {
        return new Endpoints(server.endpoint(), s3);
    }

    /** What points a service's costs at this account. */
    Map<String, String> costSettings() {
        return Map.of(
                "cost.source",
                "s3://" + reportsBucket() + "/cur",
                "cost.target",
                "s3://tables-" + name,
                "cost.athena.database",
                database(),
                "cost.athena.output",
                "s3://tables-" + name + "/athena/",
                "cost.poll-period",
                "2s",
                "cost.poll-initial-delay",
                "0s");
    }

    /** What keeps a service's costs off. */
    static Map<String, String> noCosts() {
        return Map.of("cost.enabled", "false");
    }

    private String database() {
        return "costs_" + name.replace('-', '_');
    }

    String reportsBucket() {
        return "reports-" + name;
    }

    /** The bucket of tables, as a folder. */
    Path tables() {
        return tables;
    }

    URI s3Endpoint() {
        return lake.s3Endpoint();
    }

    byte[] read(String key) {
        return lake.s3()
                .getObjectAsBytes(get -> get.bucket(reportsBucket()).key(key))
                .asByteArray();
    }

    void write(String key, byte[] content) {
        lake.s3().putObject(put -> put.bucket(reportsBucket()).key(key), RequestBody.fromBytes(content));
    }

    Delivery deliver(CostReportSpec spec) {
        return deliveries.deliver(spec.withBucket(reportsBucket()));
    }

    /** The cells of the last row of the answer. */
    List<@Nullable String> ask(String sql) {
        List<List<@Nullable String>> rows = lake.rows(sql, database());
        return rows.get(rows.size() - 1);
    }

    /** Whether the service has created its table yet. */
    boolean isTableThere() {
        return lake.rows(
                                "SELECT table_name FROM information_schema.tables WHERE table_schema = '" + database()
                                        + "'",
                                "default")
                        .size()
                > 1;
    }

    /** The calls of an EC2 operation whose request is of that type and matches, carried out or not. */
    <T extends SdkRequest> List<Call> calls(Class<T> type, Predicate<T> matches) {
        return ledger().calls(call -> type.isInstance(call.request()) && matches.test(type.cast(call.request())));
    }

    String state(String instanceId) {
        return instance(instanceId).state().nameAsString();
    }

    Instance instance(String instanceId) {
        return ec2.describeInstances(request -> request.instanceIds(instanceId))
                .reservations()
                .get(0)
                .instances()
                .get(0);
    }

    /** That many new instances, stopped, by id. */
    List<String> stoppedInstances(int count) {
        List<String> ids = ec2
                .runInstances(request -> request.imageId(InitialFleet.IMAGE)
                        .instanceType(InstanceType.T3_MICRO)
                        .minCount(count)
                        .maxCount(count))
                .instances()
                .stream()
                .map(Instance::instanceId)
                .toList();
        await().atMost(ServiceHome.LONGEST)
                .until(() -> ids.stream().allMatch(id -> state(id).equals("running")));
        ec2.stopInstances(request -> request.instanceIds(ids));
        await().atMost(ServiceHome.LONGEST)
                .until(() -> ids.stream().allMatch(id -> state(id).equals("stopped")));
        return ids;
    }

    /** Allocation id to the interface it is associated with, empty for none. */
    Map<String, String> addresses() {
        Map<String, String> addresses = new TreeMap<>();
        ec2.describeAddresses(request -> {})
                .addresses()
                .forEach(address -> addresses.put(
                        address.allocationId(),
                        address.networkInterfaceId() == null ? "" : address.networkInterfaceId()));
        return addresses;
    }

    @Override
    public void close() {
        server.close();
    }
}
