package dev.lamplighter.cost.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;

/** What every store does, a folder and a bucket alike; then what is special about each. */
final class ObjectStoreTest {
    @TempDir
    private Path folder;

    private final FakeS3 s3 = new FakeS3();

    enum Kind {
        FOLDER,
        BUCKET
    }

    private ObjectStore store(Kind kind) {
        return switch (kind) {
            case FOLDER -> new FileStore(folder.resolve("store"));
            case BUCKET -> new S3Store(s3, "bucket");
        };
    }

    private static StoredObject put(ObjectStore store, String key, String content) throws IOException {
        try (ObjectUpload upload = store.create(key)) {
            upload.write(content.getBytes(StandardCharsets.UTF_8));
            upload.complete();
        }
        return store.head(key).orElseThrow();
    }

    private static String text(InputStream stream) throws IOException {
        try (InputStream in = stream) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void givesBackWhatWasPutWholeOrInPart(Kind kind) throws IOException {
        ObjectStore store = store(kind);

        StoredObject stored = put(store, "a/b c.txt", "content");

        assertThat(stored.key()).isEqualTo("a/b c.txt");
        assertThat(stored.sizeBytes()).isEqualTo(7);
        assertThat(text(store.open(stored))).isEqualTo("content");
        assertThat(text(store.open(stored, 3, 2))).isEqualTo("te");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void listsInKeyOrderByPrefixOverAllPages(Kind kind) throws IOException {
        ObjectStore store = store(kind);
        for (String key : new String[] {"p/c", "p/a/1", "p/a-1", "q", "p/b", "pp"}) {
            put(store, key, key);
        }

        try (Stream<StoredObject> found = store.list("p/")) {
            assertThat(found.map(StoredObject::key)).containsExactly("p/a-1", "p/a/1", "p/b", "p/c");
        }
        try (Stream<StoredObject> found = store.list("p/a")) {
            assertThat(found)
                    .containsExactly(
                            store.head("p/a-1").orElseThrow(),
                            store.head("p/a/1").orElseThrow());
        }
        assertThat(store.list("nothing/here")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void findsNothingWhereNothingIs(Kind kind) throws IOException {
        ObjectStore store = store(kind);

        store.delete("a");

        assertThat(store.head("a")).isEmpty();
    }

    /** As many bytes as make a bucket begin an upload in parts. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void givesUpTheUploadsThatAProcessLeftWhichWasKilled(Kind kind) throws IOException {
        ObjectStore store = store(kind);
        put(store, "table/month/whole", "content");
        List<String> keys = List.of("table/month/a1/1", "table/month/a2/1", "other/1", "_table.sql");
        for (String key : keys) {
            store.create(key).write(new byte[S3Upload.PART_BYTES + 1]);
        }
        List<String> asked = new ArrayList<>();

        store.abandon("table/", (key, begun) -> {
            asked.add(key);
            return key.startsWith("table/month/a1/")
                    && begun.isBefore(Instant.now().plusSeconds(60));
        });

        assertThat(asked).containsExactlyInAnyOrderElementsOf(keys.subList(0, 2));
        assertThat(unfinished(kind)).hasSize(3);
        store.abandon("_table.sql", (key, begun) -> true);
        assertThat(unfinished(kind)).hasSize(2);
        store.abandon("", (key, begun) -> true);
        store.abandon("nothing/here", (key, begun) -> true);
        assertThat(unfinished(kind)).isEmpty();
        assertThat(store.list("")).extracting(StoredObject::key).containsExactly("table/month/whole");
    }

    private List<String> unfinished(Kind kind) throws IOException {
        if (kind == Kind.BUCKET) {
            return List.copyOf(s3.uploads.keySet());
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".part"))
                    .toList();
        }
    }

    @Test
    void anUploadIsAbortedAlsoInAThreadThatWasInterrupted() throws IOException {
        boolean[] interruptedMeanwhile = new boolean[1];
        S3Upload upload = new S3Upload(
                new FakeS3() {
                    @Override
                    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
                        interruptedMeanwhile[0] = Thread.currentThread().isInterrupted();
                        return super.abortMultipartUpload(request);
                    }
                },
                "bucket",
                "key");
        upload.write(new byte[S3Upload.PART_BYTES + 1]);

        Thread.currentThread().interrupt();
        upload.close();

        assertThat(Thread.interrupted()).as("told on").isTrue();
        assertThat(interruptedMeanwhile[0]).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void opensOnlyTheContentThatWasPinned(Kind kind) throws IOException {
        ObjectStore store = store(kind);
        StoredObject pinned = put(store, "a", "one");

        put(store, "a", "two!");

        assertThatThrownBy(() -> store.open(pinned)).isInstanceOf(ObjectChangedException.class);
        assertThatThrownBy(() -> store.open(pinned, 0, 1)).isInstanceOf(ObjectChangedException.class);
        store.delete("a");
        assertThatThrownBy(() -> store.open(pinned))
                .isInstanceOf(ObjectChangedException.class)
                .hasMessageContaining(store.uri("a"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void showsAnObjectOnlyWhenItIsWholeAndKeepsTheOldOneUntilThen(Kind kind) throws IOException {
        ObjectStore store = store(kind);
        StoredObject before = put(store, "a", "old");

        try (ObjectUpload upload = store.create("a")) {
            upload.write(new byte[S3Upload.PART_BYTES + 5]);
        }

        assertThat(store.list("").toList()).containsExactly(before);
        assertThat(text(store.open(before))).isEqualTo("old");
        assertThat(s3.uploads).isEmpty();
        if (kind == Kind.FOLDER) {
            try (Stream<Path> files = Files.list(folder.resolve("store"))) {
                assertThat(files).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "..", "a/../../store2/x"})
    void noKeyLeadsOutOfAFolder(String key) throws IOException {
        ObjectStore store = store(Kind.FOLDER);
        put(store, "a/inside", "");

        assertThatThrownBy(() -> store.create(key))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("leads out");
        assertThatThrownBy(() -> store.head(key))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("leads out");
    }

    @Test
    void noSymbolicLinkLeadsOutOfAFolder() throws IOException {
        ObjectStore store = store(Kind.FOLDER);
        put(store, "inside", "");
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(folder.resolve("store/link"), folder);

        assertThatThrownBy(() -> store.head("link/secret")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.create("link/new")).isInstanceOf(IOException.class);
        assertThat(store.list("").map(StoredObject::key)).containsExactly("inside");
    }

    @Test
    void aFileThatChangesWhileItIsReadHasNoEnd() throws IOException {
        ObjectStore store = store(Kind.FOLDER);
        StoredObject pinned = put(store, "a", "one");

        try (InputStream in = store.open(pinned)) {
            assertThat(in.read()).isEqualTo('o');
            Files.writeString(folder.resolve("store/a"), "ones more");
            assertThatThrownBy(in::readAllBytes).isInstanceOf(ObjectChangedException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"FOLDER, FOLDER", "FOLDER, BUCKET", "BUCKET, FOLDER", "BUCKET, BUCKET"})
    void copiesOnlyTheContentThatWasPinned(Kind from, Kind to) throws IOException {
        ObjectStore source = store(from);
        ObjectStore target = store(to);
        StoredObject pinned = put(source, "a.txt", "first");

        source.copy(pinned, target, "copy/b.txt");

        assertThat(text(target.open(target.head("copy/b.txt").orElseThrow()))).isEqualTo("first");
        assertThat(s3.calls.contains("copy")).as("S3 copies by itself").isEqualTo(from == Kind.BUCKET && to == from);
        put(source, "a.txt", "second one");
        assertThatThrownBy(() -> source.copy(pinned, target, "copy/c.txt")).isInstanceOf(ObjectChangedException.class);
        assertThat(target.head("copy/c.txt")).isEmpty();
    }

    @Test
    void aBucketGetsSmallObjectsInOnePutAndLargeOnesInParts() throws IOException {
        byte[] large = new byte[2 * S3Upload.PART_BYTES + 100];
        new Random(1).nextBytes(large);
        ObjectStore store = store(Kind.BUCKET);

        put(store, "small", "x");
        try (ObjectUpload upload = store.create("large")) {
            upload.write(large, 0, 10);
            upload.write(large, 10, large.length - 10);
            upload.complete();
        }

        assertThat(s3.calls).containsExactly("put", "part 1 8388608", "part 2 8388608", "part 3 100");
        assertThat(Arrays.equals(s3.objects.get("large"), large)).isTrue();
        assertThat(s3.uploads).isEmpty();
    }

    @Test
    void aReadFromABucketThatIsGivenUpIsNotDrained() throws IOException {
        ObjectStore store = store(Kind.BUCKET);
        StoredObject pinned = put(store, "a", "content");

        try (InputStream in = store.open(pinned)) {
            assertThat(in.read()).isEqualTo('c');
        }

        assertThat(s3.calls).contains("abort GET");
    }

    @Test
    void anObjectWithoutETagIsPinnedBySizeAndTime() throws IOException {
        ObjectStore store = store(Kind.BUCKET);
        s3.eTags = false;

        StoredObject pinned = put(store, "a", "content");

        assertThat(pinned.eTag()).isEqualTo("7-1970-01-01T00:00:00Z");
        assertThat(store.list("")).containsExactly(pinned);
        assertThat(text(store.open(pinned))).isEqualTo("content");
        store.copy(pinned, store, "b");
        assertThat(store.head("b")).isPresent();
        StoredObject older = new StoredObject("a", "7-1969-12-31T00:00:00Z", 7, Instant.parse("1969-12-31T00:00:00Z"));
        assertThatThrownBy(() -> store.open(older).read()).isInstanceOf(ObjectChangedException.class);
    }

    @Test
    void urisNameStoresAndPrefixes() {
        ObjectStores stores = new ObjectStores(() -> s3);

        assertThat(stores.at("s3://my-bucket/a//b").prefix()).isEqualTo("a//b/");
        assertThat(stores.at("s3://my-bucket/").prefix()).isEmpty();
        assertThat(stores.at("s3://my-bucket").store().uri("k")).isEqualTo("s3://my-bucket/k");
        assertThat(stores.at("file:///srv/x%20y").store().uri("k")).isEqualTo("file:///srv/x%20y/k");
        assertThat(new ObjectStores(() -> {
                            throw new IllegalStateException("no S3 is needed for files");
                        })
                        .at("file:///tmp/")
                        .prefix())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "file:///srv/x y, file:///srv/x%20y/k",
        "file:///srv/a+b%20c, file:///srv/a+b%20c/k",
        "file:/srv/x, file:///srv/x/k",
        "FILE://localhost/tmp/#1?, file:///tmp/%231%3F/k"
    })
    void foldersMayBeWrittenAsTheyAreCalled(String uri, String object) {
        assertThat(new ObjectStores(() -> s3).at(uri).store().uri("k")).isEqualTo(object);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/tmp",
                "https://bucket/x",
                "s3://",
                "s3:bucket",
                "s3://Bucket_/x",
                "file:x",
                "file://host/x",
                "file:///100%",
                "%"
            })
    void otherUrisAreRefused(String uri) {
        assertThatThrownBy(() -> new ObjectStores(() -> s3).at(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("s3://bucket/prefix or file:///folder, got " + uri);
    }
}
