package dev.lamplighter.sandbox.glue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionFailureEntry;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequestEntry;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionResponse;
import software.amazon.awssdk.services.glue.model.CreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.DeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.DeletePartitionResponse;
import software.amazon.awssdk.services.glue.model.ErrorDetail;
import software.amazon.awssdk.services.glue.model.GetPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionError;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.Segment;
import software.amazon.awssdk.services.glue.model.UpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdatePartitionResponse;

/** Answers Glue's operations on the partitions of a table. Not thread-safe; guarded by its owner's lock. */
final class GluePartitions {
    private static final int MOST_PARTITIONS = 1000;

    private final InMemoryGlueCatalog catalog;
    private final InstantSource clock;

    GluePartitions(InMemoryGlueCatalog catalog, InstantSource clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    CreatePartitionResponse create(CreatePartitionRequest request) {
        StoredTable stored = catalog.table(request.databaseName(), request.tableName());
        stored.add(GlueConverter.partition(stored.table(), request.partitionInput(), clock.instant()));
        return CreatePartitionResponse.builder().build();
    }

    BatchCreatePartitionResponse createAll(BatchCreatePartitionRequest request) {
        StoredTable stored = catalog.table(request.databaseName(), request.tableName());
        List<PartitionError> errors = errors(
                request.partitionInputList(),
                PartitionInput::values,
                input -> stored.add(GlueConverter.partition(stored.table(), input, clock.instant())));
        return BatchCreatePartitionResponse.builder().errors(errors).build();
    }

    GetPartitionResponse get(GetPartitionRequest request) {
        StoredTable stored = catalog.table(request.databaseName(), request.tableName());
        return GetPartitionResponse.builder()
                .partition(stored.get(request.partitionValues()))
                .build();
    }

    BatchGetPartitionResponse getAll(BatchGetPartitionRequest request) {
        StoredTable stored = catalog.table(request.databaseName(), request.tableName());
        List<Partition> found = new ArrayList<>();
        for (PartitionValueList values : request.partitionsToGet()) {
            Partition partition = stored.find(values.values());
            if (partition != null) {
                found.add(partition);
            }
        }
        return BatchGetPartitionResponse.builder()
                .partitions(found)
                .unprocessedKeys(List.of())
                .build();
    }

    GetPartitionsResponse list(GetPartitionsRequest request) {
        StoredTable stored = catalog.table(request.databaseName(), request.tableName());
        List<Partition> all = segment(stored.partitions(request.expression()), request.segment());
        var page = Page.of(all, request.nextToken(), request.maxResults(), MOST_PARTITIONS);
        boolean bare = Boolean.TRUE.equals(request.excludeColumnSchema());
        return GetPartitionsResponse.builder()
                .partitions(
                        bare
                                ? page.items().stream()
                                        .map(GlueConverter::withoutColumns)
                                        .toList()
                                : page.items())
                .nextToken(page.next())
                .build();
    }

    UpdatePartitionResponse update(UpdatePartitionRequest request) {
        StoredTable stored = catalog.table(request.databaseName(), request.tableName());
        update(stored, request.partitionValueList(), request.partitionInput());
        return UpdatePartitionResponse.builder().build();
    }

    BatchUpdatePartitionResponse updateAll(BatchUpdatePartitionRequest request) {
        StoredTable stored = catalog.table(request.databaseName(), request.tableName());
        List<BatchUpdatePartitionFailureEntry> errors = errors(
                        request.entries(),
                        BatchUpdatePartitionRequestEntry::partitionValueList,
                        entry -> update(stored, entry.partitionValueList(), entry.partitionInput()))
                .stream()
                .map(error -> BatchUpdatePartitionFailureEntry.builder()
                        .partitionValueList(error.partitionValues())
                        .errorDetail(error.errorDetail())
                        .build())
                .toList();
        return BatchUpdatePartitionResponse.builder().errors(errors).build();
    }

    DeletePartitionResponse delete(DeletePartitionRequest request) {
        catalog.table(request.databaseName(), request.tableName()).remove(request.partitionValues());
        return DeletePartitionResponse.builder().build();
    }

    BatchDeletePartitionResponse deleteAll(BatchDeletePartitionRequest request) {
        StoredTable stored = catalog.table(request.databaseName(), request.tableName());
        List<PartitionError> errors = errors(
                request.partitionsToDelete(), PartitionValueList::values, values -> stored.remove(values.values()));
        return BatchDeletePartitionResponse.builder().errors(errors).build();
    }

    private void update(StoredTable stored, List<String> values, PartitionInput input) {
        Instant created = stored.get(values).creationTime();
        stored.replace(values, GlueConverter.partition(stored.table(), input, created));
    }

    private static List<Partition> segment(List<Partition> all, @Nullable Segment segment) {
        if (segment == null) {
            return all;
        }
        List<Partition> part = new ArrayList<>();
        for (int index = segment.segmentNumber(); index < all.size(); index += segment.totalSegments()) {
            part.add(all.get(index));
        }
        return part;
    }

    /** Does each, and collects what failed: a batch call succeeds in part. */
    private static <T> List<PartitionError> errors(
            List<T> batch, Function<T, List<String>> values, Consumer<T> action) {
        List<PartitionError> errors = new ArrayList<>();
        for (T one : batch) {
            try {
                action.accept(one);
            } catch (GlueException refusal) {
                errors.add(PartitionError.builder()
                        .partitionValues(values.apply(one))
                        .errorDetail(ErrorDetail.builder()
                                .errorCode(refusal.getClass().getSimpleName())
                                .errorMessage(refusal.getMessage())
                                .build())
                        .build());
            }
        }
        return errors;
    }
}
