package dev.lamplighter.window.crontab;

import dev.lamplighter.window.crontab.script.LaunchSources;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Holds what the importer must know besides the text of the crontab.
 *
 * @param file its name in problems
 * @param zone of the crontab's machine, for lines without {@code CRON_TZ} before them
 * @param isZoneSaid whether the operator has named that zone; otherwise it is that of this machine
 * @param today the first day whose clock changes matter
 * @param launchSources the scripts that the crontab runs
 */
public record CrontabImportContext(
        String file, ZoneId zone, boolean isZoneSaid, LocalDate today, LaunchSources launchSources) {
    /** Without scripts. */
    public CrontabImportContext(String file, ZoneId zone, boolean isZoneSaid, LocalDate today) {
        this(file, zone, isZoneSaid, today, LaunchSources.NONE);
    }
}
