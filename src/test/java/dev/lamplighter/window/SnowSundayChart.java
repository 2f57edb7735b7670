package dev.lamplighter.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws the streams of the {@link SnowSunday} and how many its repeaters can serve as SVG; its main writes the chart of the docs. */
final class SnowSundayChart {
    static final Path FILE = Path.of("docs/how-to/snow-sunday.svg");
    private static final int LEFT = 60;
    private static final int TOP = 20;
    private static final int HEIGHT = 260;
    private static final int MINUTE = 14;
    private static final int MOST = 1600;

    private final List<SnowSunday.Minute> minutes;

    SnowSundayChart(List<SnowSunday.Minute> minutes) {
        this.minutes = List.copyOf(minutes);
    }

    public static void main(String[] arguments) throws IOException {
        try (SnowSunday sunday = new SnowSunday()) {
            sunday.runTo("10:41");
            Files.writeString(FILE, new SnowSundayChart(sunday.between("09:58", "10:40")).svg());
            System.out.println(sunday.table("09:58", "10:40"));
        }
    }

    String svg() {
        int width = LEFT + minutes.size() * MINUTE + 20;
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12" role="img">
            <title>Streams, and what the repeaters can serve, minute by minute; the table beside it has the numbers</title>
            <rect width="100%%" height="100%%" fill="#fff"/>
            %s
            <polyline fill="none" stroke="#b35c00" stroke-width="2" points="%s"/>
            <polyline fill="none" stroke="#1f5fa8" stroke-width="2" points="%s"/>
            %s
            <text x="%d" y="%d" fill="#b35c00">what the repeaters can serve, 300 streams each</text>
            <text x="%d" y="%d" fill="#1f5fa8">streams</text>
            </svg>
            """.formatted(
                        width,
                        TOP + HEIGHT + 30,
                        grid(width),
                        steps(minute -> minute.repeaters().size() * SnowSunday.FULL),
                        line(SnowSunday.Minute::streams),
                        times(),
                        LEFT + 8,
                        y(600) - 8,
                        LEFT + 8,
                        y(200));
    }

    private static String grid(int width) {
        return IntStream.rangeClosed(0, MOST / 300)
                .map(step -> step * 300)
                .mapToObj(value ->
                        "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                                .formatted(
                                        LEFT,
                                        width - 20,
                                        y(value),
                                        y(value),
                                        LEFT - 8,
                                        y(value) + 4,
                                        String.format(Locale.ROOT, "%,d", value)))
                .collect(Collectors.joining("\n"));
    }

    private String line(ToIntFunction<SnowSunday.Minute> of) {
        return IntStream.range(0, minutes.size())
                .mapToObj(i -> x(i) + "," + y(of.applyAsInt(minutes.get(i))))
                .collect(Collectors.joining(" "));
    }

    private String steps(ToIntFunction<SnowSunday.Minute> of) {
        return IntStream.range(0, minutes.size())
                .mapToObj(i -> {
                    int value = y(of.applyAsInt(minutes.get(i)));
                    return x(i) + "," + value + " " + x(i + 1) + "," + value;
                })
                .collect(Collectors.joining(" "));
    }

    private String times() {
        return IntStream.range(0, minutes.size())
                .filter(i -> minutes.get(i).time().endsWith("0")
                        || minutes.get(i).time().endsWith("5"))
                .mapToObj(i -> "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                        .formatted(x(i), TOP + HEIGHT + 18, minutes.get(i).time()))
                .collect(Collectors.joining("\n"));
    }

    private static int x(int i) {
        return LEFT + i * MINUTE;
    }

    private static int y(int value) {
        return TOP + HEIGHT - value * HEIGHT / MOST;
    }
}
