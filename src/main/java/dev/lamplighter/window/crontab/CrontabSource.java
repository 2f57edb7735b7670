package dev.lamplighter.window.crontab;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What isn't in a crontab itself.
 *
 * @param file as it is called where lines are told
 * @param zone of its machine, for the lines without {@code CRON_TZ} before them
 * @param isZoneSaid whether somebody named that zone, rather than its being the zone of this machine
 * @param today from which day on changes of the clocks matter
 */
public record CrontabSource(String file, ZoneId zone, boolean isZoneSaid, LocalDate today) {}
