package dev.lamplighter.window.operate;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.SetAsideItemAlerts;
import dev.lamplighter.window.StreamingWindows;
import dev.lamplighter.window.WindowStatus;
import dev.lamplighter.window.forecast.OccurrenceForecast;
import dev.lamplighter.window.forecast.OccurrenceForecastText;
import dev.lamplighter.window.forecast.OccurrenceJson;
import dev.lamplighter.window.forecast.OverrideText;
import dev.lamplighter.window.forecast.PlannedOccurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reports what the windows do, did and will do: in lines for people, and as JSON for programs. Changes nothing. */
final class WindowReports {
    private static final Duration FORTNIGHT = Duration.ofDays(14);

    private final StreamingWindows windows;
    private final PersistentState kept;
    private final CurrentWindowsReader reader;
    private final SetAside setAside;

    /** @param setAside what the service does without */
    WindowReports(StreamingWindows windows, PersistentState kept, CurrentWindowsReader reader, SetAside setAside) {
        this.windows = windows;
        this.kept = kept;
        this.reader = reader;
        this.setAside = setAside;
    }

    WindowsSnapshot snapshot() {
        return reader.read(kept.journal());
    }

    List<String> next(int count) {
        WindowsSnapshot windowsSnapshot = snapshot();
        List<PlannedOccurrence> next = next(windowsSnapshot, count);
        return next.isEmpty()
                ? List.of("No window opens, as far ahead as the calendar goes.")
                : next.stream().map(windowsSnapshot.forecastText()::sentence).toList();
    }

    String nextJson(int count) {
        WindowsSnapshot windowsSnapshot = snapshot();
        return OccurrenceJson.answer(next(windowsSnapshot, count), windowsSnapshot.now(), windowsSnapshot.names());
    }

    private static List<PlannedOccurrence> next(WindowsSnapshot windowsSnapshot, int count) {
        if (count < 1 || count > OccurrenceForecast.MOST) {
            throw VerbRefusals.value("n", String.valueOf(count), "a number from 1 to " + OccurrenceForecast.MOST);
        }
        return windowsSnapshot.forecast().next(count, windowsSnapshot.now());
    }

    List<String> plan(String from, String to) {
        WindowsSnapshot windowsSnapshot = snapshot();
        List<PlannedOccurrence> foreseen = foreseen(windowsSnapshot, from, to);
        List<String> lines = new ArrayList<>(
                foreseen.stream().map(windowsSnapshot.forecastText()::sentence).toList());
        lines.add(OccurrenceForecastText.sum(foreseen));
        return lines;
    }

    String planJson(String from, String to) {
        return OccurrenceJson.plan(foreseen(snapshot(), from, to));
    }

    private static List<PlannedOccurrence> foreseen(WindowsSnapshot windowsSnapshot, String from, String to) {
        Instant begin = from.isBlank() ? windowsSnapshot.now() : TimeArguments.moment("from", from);
        Instant end = to.isBlank() ? begin.plus(FORTNIGHT) : TimeArguments.moment("to", to);
        return windowsSnapshot.forecast().plan(begin, end);
    }

    List<String> status() {
        WindowsSnapshot windowsSnapshot = snapshot();
        List<String> lines = new ArrayList<>();
        if (!windows.isActing()) {
            lines.add("this copy of the service only watches; the windows are carried out by "
                    + kept.journal().lease().holder());
        }
        List<WindowStatus> declared = windows.getWindows();
        if (declared.isEmpty()) {
            lines.add("no windows are declared");
        }
        WindowStatusText text = new WindowStatusText(windowsSnapshot.now());
        declared.forEach(window -> lines.add(text.line(window)));
        windowsSnapshot
                .overrides()
                .holds(windowsSnapshot.now())
                .forEach(hold -> lines.add(
                        OverrideText.held(hold, windowsSnapshot.localTime(hold.subject()), windowsSnapshot.names())));
        lines.addAll(setAside.lines());
        kept.alerts().raised(WindowOperations.AREA).stream()
                .filter(alert -> !alert.place().subject().equals(SetAsideItemAlerts.SUBJECT)) // listed just above
                .map(alert -> line(alert, windowsSnapshot))
                .forEach(lines::add);
        return lines;
    }

    private static String line(Alert alert, WindowsSnapshot windowsSnapshot) {
        var local = windowsSnapshot.localTime(alert.place().subject());
        return "alert since " + local.moment(alert.since()) + ": " + local.inWords(alert.text());
    }

    List<String> why(String instance) {
        return new InstanceExplanation(facts(instance)).lines();
    }

    String whyJson(String instance) {
        InstanceSnapshot facts = facts(instance);
        return InstanceFactsJson.of(facts, new InstanceExplanation(facts).lines());
    }

    private InstanceSnapshot facts(String said) {
        WindowsSnapshot windowsSnapshot = snapshot();
        String id = InstanceArgument.id(said, windowsSnapshot);
        if (!windowsSnapshot.instances().contains(id)
                && kept.journal().latestOf(id).isEmpty()) {
            throw VerbRefusals.unknownInstance(said, InstanceArgument.known(windowsSnapshot));
        }
        try {
            return new InstanceSnapshot(windowsSnapshot, id, windows.instance(id), "");
        } catch (ProblemException e) {
            return new InstanceSnapshot(
                    windowsSnapshot, id, Optional.empty(), e.problem().why());
        }
    }

    List<String> report(String month) {
        WindowsSnapshot windowsSnapshot = snapshot();
        return new WindowMonthReportText(report(windowsSnapshot, month), windowsSnapshot).lines();
    }

    String reportJson(String month) {
        WindowsSnapshot windowsSnapshot = snapshot();
        return new WindowMonthReportJson(windowsSnapshot).of(report(windowsSnapshot, month));
    }

    private static WindowMonthReport report(WindowsSnapshot windowsSnapshot, String month) {
        return new WindowMonthReport(windowsSnapshot, TimeArguments.month(month, windowsSnapshot.now()));
    }
}
