package dev.lamplighter.window.crontab.command;

import java.util.List;
import java.util.Map;

/** Computes how long a {@code sleep} command sleeps. */
final class SleepCommandDuration {
    private static final Map<Character, Long> UNITS = Map.of('m', 60L, 'h', 3600L, 'd', 86_400L);

    private SleepCommandDuration() {}

    /**
     * The sum of its arguments, in seconds.
     *
     * @throws UnsupportedCommandException if the line alone doesn't show it
     */
    static long seconds(List<Word> sleep) throws UnsupportedCommandException {
        long seconds = 0;
        for (Word word : sleep.subList(1, sleep.size())) {
            String text = word.text();
            if (!text.matches("\\d{1,6}[smhd]?")) {
                throw new UnsupportedCommandException(
                        "how long `sleep " + word.shown() + "` takes is known only when the line runs",
                        "write the minute at which the call is meant into the fields of the line");
            }
            seconds +=
                    Long.parseLong(text.replaceAll("\\D", "")) * UNITS.getOrDefault(text.charAt(text.length() - 1), 1L);
        }
        return seconds;
    }
}
