package dev.lamplighter.app.settings;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.cost.athena.CostPublishSettings;
import java.util.Map;
import java.util.Optional;

/** Reads the settings that only the cost routes use. */
public final class CostRouteSettings {
    /** Placeholders that keep the routes loadable while costs are off and no buckets are set. */
    public static final Map<String, String> WHILE_OFF = Map.of(
            "cost.source", "s3://costs-are-off",
            "cost.target", "s3://costs-are-off",
            "cost.report-name", CostPublishSettings.OFF,
            "cost.athena.database", "costs_are_off",
            "cost.athena.output", "s3://costs-are-off/");

    public static final String WEEKLY = "cost.letter.weekly.enabled";
    public static final String MONTHLY = "cost.letter.monthly.enabled";

    private CostRouteSettings() {}

    /** Keys that the routes need beside those of application.properties. */
    public static Map<String, String> routeProperties(Settings settings) {
        Settings effective = effective(settings);
        return Map.of(
                "cost.archive-bucket", CostPublishSettings.archiveBucket(settings),
                "cost.athena.database", effective.text("cost.athena.database"),
                "cost.athena.output", effective.text("cost.athena.output"),
                "cost.notice-queue", noticeQueue(settings).orElse("https://notices-are-off"),
                "cost.notices-enabled", Boolean.toString(noticeQueue(settings).isPresent()));
    }

    /** The queue's URL; empty when there is none or costs are off. */
    public static Optional<String> noticeQueue(Settings settings) {
        Optional<String> queue =
                settings.optional("cost.notice-queue").filter(url -> settings.flag("cost.enabled", false));
        queue.filter(url -> !url.matches("https?://[^\\s{}]+/[^\\s{}]+")).ifPresent(url -> {
            throw new ProblemException(new Problem(
                    ConfigProblemCode.VALUE_REFUSED,
                    "cost.notice-queue",
                    "got \"" + url + "\"",
                    "this is not the URL of a queue",
                    "copy it from the queue's page: https://sqs.<region>.amazonaws.com/<account>/<name>"));
        });
        return queue;
    }

    public static Settings effective(Settings settings) {
        return settings.flag("cost.enabled", false) ? settings : settings.with(WHILE_OFF);
    }
}
