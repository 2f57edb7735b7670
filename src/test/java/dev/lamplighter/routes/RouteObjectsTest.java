package dev.lamplighter.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.app.feature.CdnActions;
import dev.lamplighter.app.message.MessageDispatcher;
import dev.lamplighter.cdn.CloudFrontCalls;
import dev.lamplighter.cdn.OriginRun;
import dev.lamplighter.cost.engine.AthenaConversionSteps;
import dev.lamplighter.cost.ledger.PublicationResult;
import dev.lamplighter.cost.publish.AthenaStatementPoller;
import dev.lamplighter.cost.publish.CostFailureLog;
import dev.lamplighter.cost.publish.CostReports;
import dev.lamplighter.cost.publish.CostVersionSteps;
import dev.lamplighter.cost.publish.CsvTables;
import dev.lamplighter.cost.publish.MonthCsvInProgress;
import dev.lamplighter.cost.publish.MonthPublishStatements;
import dev.lamplighter.cost.publish.PublicationVerification;
import dev.lamplighter.cost.publish.StatementInProgress;
import dev.lamplighter.cost.publish.TableRemake;
import dev.lamplighter.cost.publish.VersionFailurePolicy;
import dev.lamplighter.cost.publish.VersionInProgress;
import dev.lamplighter.cost.query.CostAnswers;
import dev.lamplighter.cost.query.CostQueryRuns;
import dev.lamplighter.cost.query.QueryResult;
import dev.lamplighter.cost.query.StreamReports;
import dev.lamplighter.cost.query.SubmittedQuery;
import dev.lamplighter.cost.report.MultipartUploadTrial;
import dev.lamplighter.cost.view.CostViews;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What routes read of our objects by name. Camel takes {@code isToConvert} and {@code toConvert} for one name, whichever of them
 * is private, and which it finds first differs from JVM to JVM.
 */
final class RouteObjectsTest {
    private static final Map<String, Class<?>> BEANS = Map.ofEntries(
            Map.entry("athenaRuns", AthenaStatementPoller.class),
            Map.entry("costAnswers", CostAnswers.class),
            Map.entry("costAthena", AthenaConversionSteps.class),
            Map.entry("costFailures", VersionFailurePolicy.class),
            Map.entry("costProblems", CostFailureLog.class),
            Map.entry("costQueries", CostQueryRuns.class),
            Map.entry("costStreams", StreamReports.class),
            Map.entry("costRemake", TableRemake.class),
            Map.entry("costUploadTest", MultipartUploadTrial.class),
            Map.entry("costReports", CostReports.class),
            Map.entry("costTable", MonthPublishStatements.class),
            Map.entry("costTexts", CsvTables.class),
            Map.entry("costVerification", PublicationVerification.class),
            Map.entry("costVersions", CostVersionSteps.class),
            Map.entry("costViews", CostViews.class),
            Map.entry("cdn", CdnActions.class),
            Map.entry("cloudFront", CloudFrontCalls.class),
            Map.entry("messages", MessageDispatcher.class));

    @Test
    void whatARouteCallsIsOneMethod() {
        List<String> calls = RouteSource.under(Path.of("").toAbsolutePath()).stream()
                .flatMap(RouteSource::all)
                .filter(node -> BEANS.containsKey(node.field("ref")))
                .map(node -> node.field("ref") + " " + node.field("method").replaceFirst("\\(.*", ""))
                .distinct()
                .toList();

        assertThat(calls).hasSizeGreaterThan(20).allSatisfy(call -> {
            String[] parts = call.split(" ", 2);
            assertThat(Arrays.stream(Objects.requireNonNull(BEANS.get(parts[0])).getDeclaredMethods())
                            .filter(method ->
                                    !method.isSynthetic() && name(method).equals(name(parts[1]))))
                    .hasSize(1);
        });
    }

    private static String name(Method method) {
        return name(method.getName());
    }

    private static String name(String written) {
        return written.replaceFirst("^(is|get)(?=[A-Z])", "").toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                OriginRun.class,
                VersionInProgress.class,
                MonthCsvInProgress.class,
                StatementInProgress.class,
                PublicationResult.class,
                QueryResult.class,
                SubmittedQuery.class
            })
    void noTwoMethodsHaveOneNameForCamel(Class<?> type) {
        List<String> names = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .distinct()
                .map(written -> name(written))
                .toList();

        assertThat(names).doesNotHaveDuplicates();
    }
}
