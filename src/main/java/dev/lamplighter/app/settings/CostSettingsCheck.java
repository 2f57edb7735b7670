package dev.lamplighter.app.settings;

import dev.lamplighter.base.Settings;
import dev.lamplighter.cost.athena.AthenaConversionSettings;
import dev.lamplighter.cost.athena.AthenaSettings;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.publish.RetentionSettings;
import dev.lamplighter.cost.query.QuerySettings;
import dev.lamplighter.cost.worker.WorkerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.quartz.CronExpression;

/**
 * Reads every setting of costs, including those that only routes use, to find those that can't be used. Throws what the
 * getters of {@link Settings} throw.
 */
final class CostSettingsCheck {
    /** The clocks of routes, each with an example. */
    private static final Map<String, String> CRONS = Map.of(
            "cost.answers-daily.cron", "0 30 6 * * ?",
            "cost.letter.weekly.cron", "0 0 7 ? * MON",
            "cost.letter.monthly.cron", "0 0 7 6 * ?");

    private CostSettingsCheck() {}

    static void switches(Settings settings) {
        settings.flag("cost.enabled", false);
        settings.flag("cost.text.enabled", false);
        settings.flag("cost.answers-daily.enabled", false);
        settings.flag(CostRouteSettings.WEEKLY, false);
        settings.flag(CostRouteSettings.MONTHLY, false);
    }

    /** Reads the settings that have a default. */
    static void details(Settings settings) {
        settings.oneOf("cost.number-type", "decimal", List.of("decimal", "double"));
        settings.oneOf("cost.text.line-breaks", "refuse", List.of("refuse", "space"));
        settings.duration("cost.poll-period", Duration.ofMinutes(15), Duration.ofSeconds(1), Duration.ofDays(7));
        settings.duration("cost.poll-initial-delay", Duration.ofSeconds(5), Duration.ZERO, Duration.ofHours(1));
        settings.duration("cost.overdue-after", Duration.ofDays(2));
        AthenaSettings.timeout(settings);
        AthenaSettings.price(settings);
        CRONS.forEach((key, example) -> settings.optional(key)
                .filter(cron -> !CronExpression.isValidExpression(cron))
                .ifPresent(cron -> {
                    throw Settings.refused(
                            key, cron, "six or seven fields, seconds first: " + example, "write it as Quartz reads it");
                }));
        AthenaConversionSettings.of(settings);
        WorkerSettings.of(settings);
        RetentionSettings.of(settings);
        QuerySettings.of(settings);
        CostRouteSettings.noticeQueue(settings);
    }

    /** Reads the settings that have no default. */
    static void needs(Settings settings) {
        CostPublishSettings.of(settings);
    }
}
