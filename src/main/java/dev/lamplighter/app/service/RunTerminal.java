package dev.lamplighter.app.service;

import ch.qos.logback.classic.LoggerContext;
import dev.lamplighter.app.feature.Features;
import dev.lamplighter.app.status.LogBesidePicture;
import dev.lamplighter.app.status.RunEvents;
import dev.lamplighter.app.status.RunPicture;
import dev.lamplighter.app.status.TerminalLines;
import dev.lamplighter.base.Terminal;
import dev.lamplighter.cost.parquet.ConversionProgressStatus;
import dev.lamplighter.panel.PanelMXBean;
import dev.lamplighter.panel.driver.PanelSurroundings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a run in its terminal below the panel, once a second, and keeps the log from scrolling meanwhile. */
final class RunTerminal {
    private static final Logger LOG = LoggerFactory.getLogger(RunTerminal.class);
    /** The file in the state folder that has the log meanwhile. */
    private static final String LOG_FILE = "run.log";

    private static final String TERMINAL = "terminal";

    private final Features features;
    private final PanelMXBean panel;
    private final int room;
    private final InstantSource now;
    private final RunEvents events = new RunEvents();
    private final LogBesidePicture log;
    private final RunPicture picture;
    private final TerminalLines lines;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "run-picture");
        thread.setDaemon(true);
        return thread;
    });

    private RunTerminal(
            PanelSurroundings around,
            Features features,
            PanelMXBean panel,
            LoggerContext logging,
            Optional<Path> file) {
        this.features = features;
        this.panel = panel;
        this.room = around.linesBelow(panel.getHeight());
        this.now = InstantSource.system();
        this.log = LogBesidePicture.begin(logging, events, file);
        this.picture = new RunPicture(
                ZoneId.systemDefault(), log.isInFile() ? file.orElseThrow().toString() : "");
        this.lines = new TerminalLines(around.out(), PanelSurroundings.firstLineBelow(panel.getHeight()));
    }

    /**
     * Begins to show it; where the panel isn't drawn in a terminal, it shows nothing and leaves the log alone. What is
     * returned ends it.
     */
    static Runnable begin(PanelSurroundings around, Features features, Path state) {
        Optional<PanelMXBean> panel = features.panel()
                .filter(chosen -> chosen.getPanelType().equals(TERMINAL))
                .filter(chosen -> around.linesBelow(chosen.getHeight()) > 0);
        if (panel.isEmpty() || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext logging)) {
            return () -> {};
        }
        Optional<Path> file = Terminal.isError() ? Optional.of(state.resolve(LOG_FILE)) : Optional.empty();
        RunTerminal terminal = new RunTerminal(around, features, panel.get(), logging, file);
        var unused = terminal.clock.scheduleWithFixedDelay(terminal::look, 0, 1, TimeUnit.SECONDS);
        return terminal::end;
    }

    /** Draws what is to be seen now, once the panel has made room for it. */
    private void look() {
        try {
            Instant at = now.instant();
            events.look(panel.getInstancePixels(), at);
            if (panel.getFramesShown() > 0) {
                String conversion = features.conversion()
                        .map(ConversionProgressStatus::lineWithBar)
                        .orElse("");
                lines.draw(picture.lines(features.status().json(), conversion, events.latest(), at, room));
            }
        } catch (RuntimeException e) { // the next look may succeed
            LOG.debug("the run can't be shown", e);
        }
    }

    private void end() {
        clock.shutdownNow();
        log.close();
    }
}
