package dev.lamplighter.panel;

import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tests a panel: shows all red, all green, all blue, then each pixel alone in white, by index. The note of each frame says
 * what it shows. {@link #close} may be called from any thread; it makes the panel dark and closes its bus.
 */
public final class PanelTestPattern implements AutoCloseable {
    /** The number of steps that a colour of the whole panel stays: long enough to look at every pixel. */
    private static final int STEPS_PER_COLOUR = 8;

    private static final Rgb WHITE = new Rgb(255, 255, 255);

    private final PanelDriver driver;
    private final Consumer<String> told;
    private boolean closed;

    /**
     * Makes a test of a panel.
     *
     * @param told takes the note of each frame that is shown
     */
    public PanelTestPattern(PanelDriver driver, Consumer<String> told) {
        this.driver = driver;
        this.told = told;
    }

    /**
     * Shows every frame once. Throws the driver's exception if a frame can't be shown.
     *
     * @param step how long a pixel stays lit
     */
    public void run(Duration step) {
        Iterator<Frame> frames = frames(driver.geometry()).iterator();
        CompletableFuture<Void> finished = new CompletableFuture<>();
        ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
        ScheduledFuture<?> steps =
                pace.scheduleAtFixedRate(() -> next(frames, finished), 0, step.toMillis(), TimeUnit.MILLISECONDS);
        try {
            finished.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        } finally {
            steps.cancel(false);
            pace.shutdown();
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            driver.show(Frame.dark(driver.geometry()));
        } finally {
            driver.close();
        }
    }

    private synchronized void next(Iterator<Frame> frames, CompletableFuture<Void> finished) {
        try {
            if (closed || !frames.hasNext()) {
                finished.complete(null);
            } else {
                show(frames.next());
            }
        } catch (RuntimeException | LinkageError e) {
            finished.completeExceptionally(e);
        }
    }

    private void show(Frame frame) {
        driver.show(frame);
        told.accept(frame.note());
    }

    static List<Frame> frames(PanelGeometry panel) {
        List<Frame> frames = new ArrayList<>();
        Map<String, Rgb> colours =
                Map.of("red", new Rgb(255, 0, 0), "green", new Rgb(0, 255, 0), "blue", new Rgb(0, 0, 255));
        for (String colour : List.of("red", "green", "blue")) {
            List<Rgb> all = Collections.nCopies(panel.size(), colours.getOrDefault(colour, WHITE));
            frames.addAll(Collections.nCopies(STEPS_PER_COLOUR, new Frame(panel, all, List.of(), "all " + colour)));
        }
        for (int index = 0; index < panel.size(); index++) {
            PixelPosition position = panel.position(index);
            Frame one = Frame.of(panel, Map.of(position, WHITE));
            frames.add(new Frame(panel, one.pixels(), List.of(), "pixel " + index + " at " + position));
        }
        return frames;
    }
}
