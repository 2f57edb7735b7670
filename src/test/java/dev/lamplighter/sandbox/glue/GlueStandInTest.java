package dev.lamplighter.sandbox.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionError;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

final class GlueStandInTest {
    private static final StorageDescriptor STORAGE = StorageDescriptor.builder()
            .location("s3://lake/t")
            .columns(List.of(column("a", "int")))
            .build();

    private GlueStandIn glue;

    @BeforeEach
    void makeATableOfSixDays() {
        glue = new GlueStandIn(InstantSource.fixed(Instant.parse("2026-10-05T06:24:00Z")));
        glue.createTable(request -> request.databaseName("Default")
                .tableInput(table -> table.name("Days")
                        .storageDescriptor(STORAGE)
                        .partitionKeys(List.of(column("dt", "string"), column("hour", "int")))));
        for (String day : List.of("2026-09-30", "2026-10-01", "__HIVE_DEFAULT_PARTITION__")) {
            add(day, "2");
            add(day, "10");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dt = '2026-10-01' AND hour = 2                       | 1",
                "hour < 10                                            | 3",
                "hour >= '2'                                          | 6",
                "((dt >= '2026-10-01') AND (dt <= '2026-12-31'))      | 2",
                "dt <> '2026-10-01'                                   | 4",
                "(dt in ('2026-10-01', '2026-09-30'))                 | 4",
                "dt NOT IN ('2026-10-01')                             | 4",
                "dt BETWEEN '2026-09-01' AND '2026-09-30'             | 2",
                "dt IS NULL OR NOT (hour = 2)                         | 4",
                "dt IS NOT NULL                                       | 4"
            })
    void givesThePartitionsThatAnExpressionAccepts(String expression, int count) {
        assertThat(partitions(expression)).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"other = '1'", "dt LIKE '2026%'", "upper(dt) = 'X'", "dt =", "dt"})
    void refusesAnExpressionItDoesNotUnderstand(String expression) {
        assertThatThrownBy(() -> partitions(expression))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Unsupported expression '" + expression + "'");
    }

    @Test
    void foldsNamesToLowerCase() {
        assertThat(glue.getTable(request -> request.databaseName("default").name("DAYS"))
                        .table()
                        .name())
                .isEqualTo("days");
    }

    @Test
    void fillsInWhatTrinoInsistsOn() {
        StorageDescriptor stored = glue.getTable(
                        request -> request.databaseName("default").name("days"))
                .table()
                .storageDescriptor();

        assertThat(stored.compressed()).isFalse();
        assertThat(stored.storedAsSubDirectories()).isFalse();
        assertThat(stored.numberOfBuckets()).isZero();
    }

    @Test
    void givesPartitionsInPagesAndSegments() {
        List<Partition> paged = glue
                .getPartitionsPaginator(request ->
                        request.databaseName("default").tableName("days").maxResults(4))
                .stream()
                .flatMap(page -> page.partitions().stream())
                .toList();
        List<Partition> segmented = IntStream.range(0, 4)
                .boxed()
                .flatMap(number -> glue
                        .getPartitions(request -> request.databaseName("default")
                                .tableName("days")
                                .segment(
                                        segment -> segment.segmentNumber(number).totalSegments(4)))
                        .partitions()
                        .stream())
                .toList();

        assertThat(paged).hasSize(6).doesNotHaveDuplicates();
        assertThat(segmented).containsExactlyInAnyOrderElementsOf(paged);
    }

    @Test
    void leavesOutTheColumnsWhenAsked() {
        Partition bare = glue.getPartitions(request ->
                        request.databaseName("default").tableName("days").excludeColumnSchema(true))
                .partitions()
                .get(0);

        assertThat(bare.storageDescriptor().columns()).isEmpty();
        assertThat(bare.storageDescriptor().location()).isEqualTo("s3://lake/t");
    }

    @Test
    void doesTheRestOfABatchWhenOneFails() {
        List<PartitionError> errors = glue.batchCreatePartition(request -> request.databaseName("default")
                        .tableName("days")
                        .partitionInputList(input("2026-10-01", "2"), input("2026-10-02", "2"), input("short")))
                .errors();

        assertThat(errors)
                .extracting(error -> error.errorDetail().errorCode())
                .containsExactly("AlreadyExistsException", "InvalidInputException");
        assertThat(partitions(null)).hasSize(7);
    }

    @Test
    void findsChangesAndRemovesPartitionsByTheirValues() {
        glue.updatePartition(request -> request.databaseName("default")
                .tableName("days")
                .partitionValueList("2026-10-01", "2")
                .partitionInput(PartitionInput.builder()
                        .values("2026-10-03", "2")
                        .storageDescriptor(STORAGE)
                        .build()));
        glue.batchDeletePartition(request ->
                request.databaseName("default").tableName("days").partitionsToDelete(values("2026-10-01", "10")));

        assertThat(glue.batchGetPartition(request -> request.databaseName("default")
                                .tableName("days")
                                .partitionsToGet(values("2026-10-03", "2"), values("2026-10-01", "2")))
                        .partitions())
                .hasSize(1);
        assertThatThrownBy(() -> glue.deletePartition(request ->
                        request.databaseName("default").tableName("days").partitionValues("2026-10-01", "10")))
                .isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void keepsBothPartitionsWhenOneIsRenamedToTheOther() {
        assertThatThrownBy(() -> glue.updatePartition(request -> request.databaseName("default")
                        .tableName("days")
                        .partitionValueList("2026-10-01", "2")
                        .partitionInput(input("2026-09-30", "2"))))
                .isInstanceOf(AlreadyExistsException.class);

        assertThat(partitions(null)).hasSize(6);
    }

    @Test
    void dropsADatabaseWithAllThatIsInIt() {
        glue.createDatabase(request -> request.databaseInput(database -> database.name("gone")));
        glue.createTable(request ->
                request.databaseName("gone").tableInput(table -> table.name("t").storageDescriptor(STORAGE)));

        glue.deleteDatabase(request -> request.name("gone"));
        glue.createDatabase(request -> request.databaseInput(database -> database.name("gone")));

        assertThat(glue.getTables(request -> request.databaseName("gone")).tableList())
                .isEmpty();
    }

    private List<Partition> partitions(@Nullable String expression) {
        return glue.getPartitions(GetPartitionsRequest.builder()
                        .databaseName("default")
                        .tableName("days")
                        .expression(expression)
                        .build())
                .partitions();
    }

    private void add(String... values) {
        glue.createPartition(
                request -> request.databaseName("default").tableName("days").partitionInput(input(values)));
    }

    private static PartitionInput input(String... values) {
        return PartitionInput.builder()
                .values(values)
                .storageDescriptor(STORAGE)
                .build();
    }

    private static PartitionValueList values(String... values) {
        return PartitionValueList.builder().values(values).build();
    }

    private static Column column(String name, String type) {
        return Column.builder().name(name).type(type).build();
    }
}
