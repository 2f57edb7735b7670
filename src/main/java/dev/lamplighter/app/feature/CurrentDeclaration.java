package dev.lamplighter.app.feature;

import dev.lamplighter.app.feature.ReloadNeededNotice.ReadDeclaration;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.window.calendar.CalendarCopyFolder;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.WindowsYamlText;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps windows.yaml as the service uses it, until a reload reads it again or a fetched calendar has changed. Thread-safe.
 */
final class CurrentDeclaration {
    private static final Logger LOG = LoggerFactory.getLogger(WindowsFeature.class);

    private final Path file;
    private final CalendarCopyFolder copies;
    private final InstantSource clock;
    private final InstantSource wall;
    private final SetAside setAside;
    private final Function<List<StreamingWindow>, List<String>> users;
    private volatile WindowsYamlText text;
    private volatile Instant readAt;
    private volatile ParsedWindowsFile parsed;
    private List<SetAside.Entry> calendarsAside = List.of();
    private boolean isCalendarNew;

    /**
     * Reads the file.
     *
     * @param clock of the windows, which may be another than the wall clock
     * @param users takes windows into use; returns a line for each that has changed
     */
    CurrentDeclaration(
            ServiceContext on,
            Path file,
            CalendarCopyFolder copies,
            InstantSource clock,
            Function<List<StreamingWindow>, List<String>> users) {
        this.file = file;
        this.copies = copies;
        this.clock = clock;
        this.wall = on.clock();
        this.setAside = on.setAside();
        this.users = users;
        readAt = wall.instant();
        text = WindowsYamlText.read(file);
        parsed = text.declared(readAt, copies);
    }

    Path file() {
        return file;
    }

    /** The declaration in use. */
    ParsedWindowsFile parsed() {
        return parsed;
    }

    /** The windows in use. */
    List<StreamingWindow> windows() {
        return parsed.windows();
    }

    /** The file as it is now, which isn't taken into use. */
    ParsedWindowsFile read() {
        return WindowsYamlText.read(file).declared(clock.instant(), copies);
    }

    /** What of the file is in use, and since when. */
    ReadDeclaration lastRead() {
        ZoneId zone = windows().stream()
                .findFirst()
                .map(window -> window.schedule().zone())
                .orElse(ZoneId.of("UTC"));
        return new ReadDeclaration(text, readAt, zone);
    }

    /** The file as it is now, to be taken into use once its routes are. */
    ReloadedWindows reread() {
        Instant at = wall.instant();
        WindowsYamlText now = WindowsYamlText.read(file);
        return new ReloadedWindows(
                parsed, now.declared(clock.instant(), copies), at, declared -> take(now, at, declared));
    }

    private synchronized List<String> take(WindowsYamlText written, Instant at, ParsedWindowsFile now) {
        text = written;
        readAt = at;
        isCalendarNew = !now.fetched().isEmpty(); // a new calendar may have come while the routes were replaced
        List<String> changes = take(now);
        logRemarks();
        return changes.isEmpty()
                ? List.of(file.getFileName() + "  no window has changed")
                : changes.stream().map(line -> file.getFileName() + "  " + line).toList();
    }

    private List<String> take(ParsedWindowsFile now) {
        List<String> changes = users.apply(now.windows());
        List<SetAside.Entry> before = entries(parsed);
        parsed = now;
        setAside.replace(before, entries(now));
        return changes;
    }

    private static List<SetAside.Entry> entries(ParsedWindowsFile parsed) {
        SetAside own = new SetAside();
        for (Problem problem : parsed.problems()) {
            if (parsed.isSetAside()) {
                own.stop(SetAside.WINDOWS, problem);
            } else {
                own.add(SetAside.WINDOWS, problem);
            }
        }
        return own.entries();
    }

    /**
     * Takes fetched calendars into use with windows.yaml as it was last read; an edit of that file still waits for a reload.
     *
     * @param problems those of all calendars now
     */
    synchronized void calendarsRefreshed(List<Problem> problems, boolean hasNew) {
        SetAside now = new SetAside();
        problems.forEach(problem -> now.add(SetAside.WINDOWS, problem));
        setAside.replace(calendarsAside, now.entries());
        calendarsAside = now.entries();
        isCalendarNew |= hasNew; // stays set until the windows use it, which may fail for now
        if (isCalendarNew) {
            take(text.declared(clock.instant(), copies)).forEach(line -> LOG.info("a calendar has changed: {}", line));
            isCalendarNew = false;
        }
    }

    /** Logs what may work differently from what its author meant. */
    void logRemarks() {
        parsed.remarks().forEach(remark -> LOG.info("remark: {}", remark.line()));
    }
}
