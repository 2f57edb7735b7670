package dev.lamplighter.panel;

import java.util.Map;

/** Shows the panel in JMX. */
public interface PanelMXBean {
    /** For example {@code unicorn-hat}. */
    String getPanelType();

    int getWidth();

    int getHeight();

    /** {@code classic} or {@code safe}. */
    String getPalette();

    /** {@code full}, {@code reduced} or {@code none}. */
    String getMotion();

    /** {@code priority}, {@code page} or {@code aggregate}. */
    String getOverflow();

    /** Instances that the last successful poll listed. */
    int getInstances();

    /** Instances without a pixel of their own at present. */
    int getHiddenInstances();

    /** Frames written to the panel, refreshes included. */
    long getFramesShown();

    /** ISO-8601 in UTC; empty before the first successful poll. */
    String getLastPollAt();

    /** Polls missed since the last success, of the source that has missed most. */
    int getMissedPolls();

    /** FRESH, NO_POLL_YET, STALE or LOST: the worst of all sources. */
    String getFreshness();

    /** Account and region to {@code FRESH, as of 2026-..., missed 0}; one source without a name is {@code ""}. */
    Map<String, String> getSources();

    /** Instance id to {@code x,y state colour name}; a kept pixel of an instance that is gone is {@code x,y kept}. */
    Map<String, String> getPixels();

    /** Pixel {@code x,y} (on a further page {@code x,y page 2}) to its meaning, as in {@code web: running}. */
    Map<String, String> getMeanings();

    /** A line for each pixel that is given out and each instance without one: pixel, name, id, meaning, source, pin. */
    String[] getMap();

    /** One line of {@code #rrggbb} a row; empty while nothing is shown. */
    String[] getFrame();

    /** One line that says why the panel can't be drawn; empty when it can. */
    String getFailure();
}
