package dev.lamplighter.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rules for the files in {@code routes/}, each a test; {@link RouteRulesTest} proves that each can fail. */
final class RouteFilesTest {
    /** Names under which the features bind their beans. */
    private static final Set<String> BEANS = Set.of(
            "fleetStatuses",
            "fleetDescriptions",
            "fleetSnapshot",
            "pollBackOff",
            "statusChecks",
            "checks",
            "checkThreads",
            "pollThreads",
            "ledPanel",
            "missedPoll",
            "windows",
            "windowActions",
            "windowsOutside",
            "windowLoads",
            "windowCalendars",
            "hookPrograms",
            "cdn",
            "cloudFront",
            "costRemake",
            "costReports",
            "costQueries",
            "costAnswers",
            "costLetters",
            "costStreams",
            "costUploadTest",
            "costNotices",
            "costProblems",
            "costAlerts",
            "costTexts",
            "costVersions",
            "costAthena",
            "costFailures",
            "costTable",
            "costViews",
            "costVerification",
            "costTurn",
            "athenaRuns",
            "alerts",
            "messages",
            "mailProperties");

    /** Keys that the service derives from others. */
    private static final Set<String> DERIVED = Set.of(
            "cost.archive-bucket",
            "cost.notices-enabled",
            "messages.enabled",
            "messages.mail.enabled",
            "messages.mail.server",
            "messages.mail.from",
            "?messages.mail.authenticator",
            "messages.heartbeat.enabled",
            "messages.webhook.enabled");

    private static final Path HOME = Path.of("").toAbsolutePath();

    private final List<RouteSource> files = RouteSource.under(HOME);

    @Test
    void thereAreRoutes() {
        assertThat(files)
                .as("files in %s; without one Lamplighter does nothing", HOME.resolve("routes"))
                .isNotEmpty();
    }

    @Test
    void filesEndInCamelYamlOrCamelXml() {
        assertThat(FormRules.filesEndInCamelYamlOrCamelXml(files)).isEmpty();
    }

    @Test
    void oneFileIsXml() {
        assertThat(FormRules.oneFileIsXml(files)).isEmpty();
    }

    @Test
    void yamlObeysCamelsSchema() {
        assertThat(FormRules.yamlObeysCamelsSchema(files)).isEmpty();
    }

    @Test
    void formIsExplicit() {
        assertThat(FormRules.formIsExplicit(files)).isEmpty();
    }

    @Test
    void expressionIsWrittenOut() {
        assertThat(FormRules.expressionIsWrittenOut(files)).isEmpty();
    }

    @Test
    void oneDefinitionPerFile() {
        assertThat(FormRules.oneDefinitionPerFile(files)).isEmpty();
    }

    @Test
    void fileNameIsTheId() {
        assertThat(FormRules.fileNameIsTheId(files)).isEmpty();
    }

    @Test
    void idsAreKebabCase() {
        assertThat(FormRules.idsAreKebabCase(files)).isEmpty();
    }

    @Test
    void everythingHasADescription() {
        assertThat(FormRules.everythingHasADescription(files)).isEmpty();
    }

    @Test
    void stepsAreNamedAfterTheirRoute() {
        assertThat(FormRules.stepsAreNamedAfterTheirRoute(files)).isEmpty();
    }

    @Test
    void idsAreUnique() {
        assertThat(FormRules.idsAreUnique(files)).isEmpty();
    }

    @Test
    void everyTargetHasOneReader() {
        assertThat(ReferenceRules.everyTargetHasOneReader(files)).isEmpty();
    }

    @Test
    void templateParametersAreDescribedAndUsed() {
        assertThat(ReferenceRules.templateParametersAreDescribedAndUsed(files)).isEmpty();
    }

    /** sandbox.properties only replaces values of application.properties, so its keys don't count. */
    @Test
    void everyPlaceholderHasAValue() {
        Set<String> keys = new TreeSet<>(RouteSource.keys(HOME, "application.properties"));
        keys.addAll(DERIVED);

        assertThat(ReferenceRules.everyPlaceholderHasAValue(files, keys)).isEmpty();
    }

    @Test
    void everyBeanIsKnown() {
        assertThat(ReferenceRules.everyBeanIsKnown(files, BEANS)).isEmpty();
    }

    @Test
    void nothingLiteralOfAnAccount() {
        assertThat(ReferenceRules.nothingLiteralOfAnAccount(files)).isEmpty();
    }

    @Test
    void nothingWaitsOnTheWallClock() {
        assertThat(ReferenceRules.nothingWaitsOnTheWallClock(files)).isEmpty();
    }

    @Test
    void noForeignHeaderFromAQueue() {
        assertThat(ReferenceRules.noForeignHeaderFromAQueue(files)).isEmpty();
    }

    @Test
    void noForeignS3Key() {
        assertThat(ReferenceRules.noForeignS3Key(files)).isEmpty();
    }
}
