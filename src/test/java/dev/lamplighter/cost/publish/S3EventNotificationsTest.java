package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.ledger.VersionPhase;
import dev.lamplighter.cost.query.LogLines;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as S3 and SNS write them; the first is the example of Amazon's "Event message structure", shortened. */
final class S3EventNotificationsTest {
    private static final String MANIFEST = "cur/my+hourly/20261001-20261101/my+hourly-Manifest.json";
    private static final String CREATED = "{\"Records\":[{\"eventVersion\":\"2.1\",\"eventSource\":\"aws:s3\","
            + "\"awsRegion\":\"us-west-2\",\"eventTime\":\"1970-01-01T00:00:00.000Z\",\"eventName\":\"ObjectCreated:Put\","
            + "\"s3\":{\"s3SchemaVersion\":\"1.0\",\"configurationId\":\"testConfigRule\",\"bucket\":{\"name\":\"reports\","
            + "\"arn\":\"arn:aws:s3:::reports\"},\"object\":{\"key\":\"" + MANIFEST + "\",\"size\":1024,"
            + "\"eTag\":\"d41d8cd98f00b204e9800998ecf8427e\",\"sequencer\":\"0055AED6DCD90281E5\"}}}]}";

    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "my hourly");

    @BeforeEach
    void deliver() {
        at.deliver("my hourly", "2026-10", "a1", "1");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void entersAManifestUnderItsDecodedKey() throws IOException {
        assertThat(at.notices().enter(CREATED)).isTrue();

        assertThat(at.ledger().versions()).singleElement().satisfies(entry -> {
            assertThat(entry.phase()).isEqualTo(VersionPhase.SEEN);
            assertThat(entry.version().manifest().key())
                    .isEqualTo("cur/my hourly/20261001-20261101/my hourly-Manifest.json");
        });
        assertThat(at.notices().enter(CREATED)).as("the same again").isTrue();
        assertThat(at.ledger().versions()).hasSize(1);
        at.reports().discover();
        assertThat(at.ledger().versions())
                .as("the timer finds the same version")
                .hasSize(1);
    }

    @Test
    void readsWhatSnsPutIntoItsEnvelope() throws IOException {
        String wrapped = "{\"Type\":\"Notification\",\"MessageId\":\"x\",\"TopicArn\":\"arn:aws:sns:us-west-2:0:t\","
                + "\"Subject\":\"Amazon S3 Notification\",\"Message\":\"" + CREATED.replace("\"", "\\\"") + "\"}";

        assertThat(at.notices().enter(wrapped)).isTrue();
    }

    @Test
    void keepsAMessageWhoseManifestCanNotBeLookedAt() {
        at.source.setDown(true);

        assertThatThrownBy(() -> at.notices().enter(CREATED)).isInstanceOf(IOException.class);
    }

    @Test
    void doesNotBelieveThatSomethingIsThere() throws IOException {
        at.source.delete("cur/my hourly/20261001-20261101/my hourly-Manifest.json");

        assertThat(at.notices().enter(CREATED)).isFalse();
    }

    @Test
    void looksAtNothingThatIsNoManifestOfItsReport() throws IOException {
        at.source.setDown(true);

        for (String other : new String[] {
            CREATED.replace("\"reports\"", "\"other\""),
            CREATED.replace("my+hourly-Manifest", "my+hourly-RedshiftManifest"),
            CREATED.replace("20261101/my", "20261101/a1/my"),
            CREATED.replace("my+hourly-Manifest.json", "a1/my+hourly-00001.csv.gz"),
            CREATED.replace("my+hourly-Manifest.json", "%24%7Bsysenv.HOME%7D-Manifest.json"),
            CREATED.replace("cur/my", "cur/..%2Fmy"),
            CREATED.replace("ObjectCreated:Put", "ObjectRemoved:Delete"),
            "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"reports\",\"RequestId\":\"5582815E1AEA5ADF\"}",
            "{\"Records\":[]}"
        }) {
            assertThat(at.notices().enter(other)).as(other).isFalse();
        }
        assertThat(at.notices().enter(null)).isFalse();
        assertThat(at.ledger().versions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "null",
                "{",
                "{\"Records\":{}}",
                "{\"Records\":[1]}",
                "{\"Records\":[{\"s3\":{\"object\":{\"key\":7}}}]}",
                "{\"Type\":\"Notification\",\"Message\":\"hello\"}",
                "{\"Type\":\"SubscriptionConfirmation\",\"Message\":\"visit\"}",
                "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"object\":{\"key\":\"%zz\"}}}]}"
            })
    void setsAsideWhatIsNoNotice(String message) throws IOException {
        try (LogLines log = LogLines.of(S3EventNotifications.class)) {
            assertThat(at.notices().enter(message)).isFalse();

            assertThat(log.lines()).singleElement().asString().startsWith("COST-115  cost.notice-queue");
        }
        assertThat(at.ledger().versions()).isEmpty();
    }

    @Test
    void setsAsideAMessageThatIsNestedWithoutEnd() throws IOException {
        assertThat(at.notices().enter("[".repeat(200_000))).isFalse();
        assertThat(at.notices().enter("{\"Records\":".repeat(100_000))).isFalse();
    }
}
