package dev.lamplighter.window.crontab;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Holds what the importer must know besides the text of the crontab.
 *
 * @param file its name in problems
 * @param zone of the crontab's machine, for lines without {@code CRON_TZ} before them
 * @param isZoneSaid whether the operator has named that zone; otherwise it is that of this machine
 * @param today the first day whose clock changes matter
 */
public record CrontabImportContext(String file, ZoneId zone, boolean isZoneSaid, LocalDate today) {}
